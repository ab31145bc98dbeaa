import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Puts a file or folder in its place in one step, so that readers find what was there or what is: `write` makes it under
 * a name beside it, which is then its own. What a failed `write` left is removed, and the error thrown on.
 */
export function replaceWhole(to: string, write: (underway: string) => void, underway = `${to}.${process.pid}`): void {
  try {
    write(underway);
    renameSync(underway, to);
  } catch (error) {
    removeIfThere(underway);
    throw error;
  }
}

export interface Permissions {
  /** Of the file, 0o666 without the umask by default. */
  readonly mode?: number;
  /** Of the folders that are made for it, 0o777 by default. */
  readonly folderMode?: number;
}

/**
 * The same of a JSON file that only saves time, in a folder that is made for it. Returns whether it was written: a full
 * disk or a read-only folder is no failure, and the next command finds out anew.
 */
export function keepJson(file: string, value: unknown, { mode, folderMode }: Permissions = {}): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: folderMode });
    replaceWhole(file, (underway) => writeFileSync(underway, JSON.stringify(value), { mode }));
    return true;
  } catch {
    return false;
  }
}

/** Removes a file, or a folder with all that is in it. What cannot be removed stays. */
export function removeIfThere(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // `force` passes over what is missing, not over a path that leads through a file.
  }
}

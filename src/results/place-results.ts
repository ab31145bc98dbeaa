import { RESULT_FILES, SUMMARY_FILE } from './layout';
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { namesIn, replaceWhole, statOf } from '../files';
import { isUnderway, underwayIn } from './underway';

/** Milliseconds after which nobody is on the way any more. */
const FORGOTTEN = 60_000;

/**
 * Moves the results of a run into the folder where readers look for them. Each file is replaced as a whole, and the
 * summary, which readers look for, is the last.
 */
export function placeResults(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from);
  for (const name of RESULT_FILES) if (!names.includes(name)) rmSync(join(to, name), { force: true });
  for (const name of names.sort(summaryLast)) place(join(from, name), join(to, name));
}

function summaryLast(a: string, b: string): number {
  return Number(a === SUMMARY_FILE) - Number(b === SUMMARY_FILE);
}

function place(from: string, to: string): void {
  if (statSync(from).isDirectory()) rmSync(to, { recursive: true, force: true });
  try {
    renameSync(from, to);
  } catch {
    // The folder for temporary files is often another file system.
    replaceBeside(to, (underway) => cpSync(from, underway, { recursive: true }));
  }
}

/** Writes a file that readers find as it was or as it is. */
export function writeWhole(file: string, text: string): void {
  replaceBeside(file, (underway) => writeFileSync(underway, text));
}

function replaceBeside(to: string, write: (underway: string) => void): void {
  replaceWhole(to, write, underwayIn(dirname(to), basename(to)));
}

/** Removes the results of an earlier run. */
export function removeResults(folder: string): void {
  for (const file of RESULT_FILES) rmSync(join(folder, file), { force: true });
}

/** Removes what killed processes left on the way. */
export function removeForgotten(folder: string): void {
  for (const name of namesIn(folder).filter(isUnderway)) {
    const path = join(folder, name);
    const { mtimeMs = Date.now() } = statOf(path) ?? {};
    if (Date.now() - mtimeMs > FORGOTTEN) rmSync(path, { recursive: true, force: true });
  }
}

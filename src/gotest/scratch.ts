import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../files';
import { scratchUnwritable } from './errors';
import { isThere, type Guard } from '../process';
import { removeFolder } from './remove-folder';

/** A folder for the temporary files of one run. */
export interface Scratch {
  readonly path: string;
  /** A folder in it for results, until they are whole. */
  readonly results: string;
  /** Removes all of it. Returns why something is still there; undefined when nothing is. */
  close(): string | undefined;
}

/** Takes the scratch folder of a unit; the guard removes it when this process cannot. */
export function openScratch(unit: string, guard: Guard, parent: string): Scratch {
  const path = takeScratch(unit, parent);
  guard.adopt(path);
  const results = join(path, 'results');
  try {
    mkdirSync(results);
  } catch (error) {
    throw scratchUnwritable(path, (error as Error).message);
  }
  const close = () => {
    const remains = removeFolder(path);
    guard.drop(path);
    return remains;
  };
  return { path, results, close };
}

/** Milliseconds in which another process may have made its folder but not yet said whose it is. */
const UNNAMED = 60_000;

/**
 * A folder for cmd/go's temporary files, ours to remove: cmd/go leaves its own behind when it is killed. It has the
 * same path in every run of a unit, because t.TempDir asks for GOTMPDIR (Go 1.26), so that cmd/go's value of it is in
 * the key of Go's result cache. A second run at the same time gets another path, and only that cache suffers.
 * @internal
 */
export function takeScratch(unit: string, parent: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([unit, process.getuid?.()]))
    .digest('hex');
  const path = join(parent, `nx-go-cross-${digest.slice(0, 12)}`);
  if (make(path)) return path;
  if (isAbandoned(path)) {
    // What cannot be removed keeps the path, and the run gets another one.
    if (removeFolder(path) === undefined && make(path)) return path;
  }
  try {
    return mkdtempSync(join(parent, 'nx-go-cross-'));
  } catch (error) {
    throw scratchUnwritable(parent, (error as Error).message);
  }
}

/** Making a folder succeeds for one process only. */
function make(path: string): boolean {
  try {
    mkdirSync(path, { mode: 0o700 });
    writeFileSync(join(path, 'owner'), owner(process.pid));
    return true;
  } catch {
    return false;
  }
}

/** Whether it was left behind by a process of this user and this system that is no more. */
function isAbandoned(path: string): boolean {
  try {
    const { uid, mtimeMs } = lstatSync(path);
    if (uid !== process.getuid?.()) return false;
    const text = readText(join(path, 'owner'));
    if (!text) return Date.now() - mtimeMs > UNNAMED;
    const pid = Number(text.split(' ')[0]);
    return text === owner(pid) && !isThere(pid);
  } catch {
    return false;
  }
}

/** A process id means something within its pid namespace only: containers may share a folder for temporary files. */
function owner(pid: number): string {
  try {
    return `${pid} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return `${pid} `;
  }
}

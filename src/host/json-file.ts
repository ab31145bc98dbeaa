import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isOwn } from './private-folder';

interface Stored {
  readonly fact?: unknown;
  readonly digest?: string;
}

/** What writeJson stored in a file; undefined when there is no such file, or it is damaged. */
export function readJson<T>(file: string): T | undefined {
  return parse(() => readFileSync(file, 'utf8'));
}

/** The same, and undefined also when the file is another user's: facts hold the words that programs are started with. */
export function readOwnJson<T>(file: string): T | undefined {
  return parse(() => readOwn(file));
}

function parse<T>(read: () => string): T | undefined {
  try {
    const { fact, digest } = JSON.parse(read()) as Stored;
    return digest === digestOf(fact) ? (fact as T) : undefined;
  } catch {
    return undefined;
  }
}

/** What is looked at is what is read: a link is not followed, and the open file asked for its owner. */
function readOwn(file: string): string {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || !isOwn(stats, [process.getuid?.(), 0])) throw new Error('not ours');
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Replaces a file in one step. Only a saving of time depends on it, so a full disk or a read-only folder is no failure. */
export function writeJson(file: string, fact: unknown): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, JSON.stringify({ fact, digest: digestOf(fact) }), { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    // The next command finds out anew.
    removeIfThere(temporary);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Its folder is no folder.
  }
}

function digestOf(fact: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(fact) ?? '')
    .digest('hex')
    .slice(0, 16);
}

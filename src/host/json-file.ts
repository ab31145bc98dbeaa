import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { isObject, keepJson, parseJson, readText } from '../files';
import { isOwn } from './private-folder';

interface Stored {
  readonly fact?: unknown;
  readonly digest?: string;
}

/** What writeJson stored in a file; undefined when there is no such file, or it is damaged. */
export function readJson<T>(file: string): T | undefined {
  return factIn(readText(file));
}

/** The same, and undefined also when the file is another user's: facts hold the words that programs are started with. */
export function readOwnJson<T>(file: string): T | undefined {
  return factIn(readOwn(file));
}

function factIn<T>(text: string | undefined): T | undefined {
  const stored = parseJson(text);
  if (!isObject(stored)) return undefined;
  const { fact, digest } = stored as Stored;
  return digest === digestOf(fact) ? (fact as T) : undefined;
}

/** What is looked at is what is read: a link is not followed, and the open file asked for its owner. */
function readOwn(file: string): string | undefined {
  try {
    return readOpenOwn(file);
  } catch {
    return undefined;
  }
}

function readOpenOwn(file: string): string | undefined {
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || !isOwn(stats, [process.getuid?.(), 0])) return undefined;
    return readFileSync(descriptor, 'utf8');
  } finally {
    closeSync(descriptor);
  }
}

/** Replaces a file in one step. Only a saving of time depends on it, so a full disk or a read-only folder is no failure. */
export function writeJson(file: string, fact: unknown): void {
  keepJson(file, { fact, digest: digestOf(fact) }, { mode: 0o600, folderMode: 0o700 });
}

function digestOf(fact: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(fact) ?? '')
    .digest('hex')
    .slice(0, 16);
}

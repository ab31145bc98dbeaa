import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateDir } from './state-dir';

/** A digest of everything a fact depends on. A fact is used again only under the very same key. */
export function factKey(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Identity of a file as far as a fact about it goes; undefined when it is not there. */
export function fileStamp(path: string): string | undefined {
  try {
    const { size, mtimeMs, ctimeMs, ino } = statSync(path);
    return [path, size, mtimeMs, ctimeMs, ino].join(':');
  } catch {
    return undefined;
  }
}

/**
 * Returns the fact kept under `key`, or finds it and keeps it if it is a lasting one: what an overloaded machine could
 * not tell must not be believed ever after. A store that cannot be read or written only costs time.
 */
export async function remember<T>(
  name: string,
  key: string,
  find: () => Promise<T>,
  isLasting: (fact: T) => boolean = () => true,
): Promise<T> {
  const dir = stateDir();
  const file = dir && join(dir, 'facts', `${name}-${key}.json`);
  const known = file === undefined ? undefined : read<T>(file);
  if (known !== undefined) return known;
  const fact = await find();
  if (file !== undefined && isLasting(fact)) write(file, fact);
  return fact;
}

function read<T>(file: string): T | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { fact: T }).fact;
  } catch {
    return undefined;
  }
}

function write(file: string, fact: unknown): void {
  try {
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, JSON.stringify({ fact }), { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    // A full disk or a read-only home: the next command finds the fact anew.
  }
}

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What writeJson kept in a file; undefined when there is no such file, or only something else. */
export function readJson<T>(file: string): T | undefined {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { fact?: T }).fact;
  } catch {
    return undefined;
  }
}

/** Replaces a file in one step. Only a saving of time depends on it, so a full disk or a read-only folder is no failure. */
export function writeJson(file: string, fact: unknown): void {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, JSON.stringify({ fact }), { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    // The next command finds out anew.
  }
}

import { readFileSync } from 'node:fs';

/** The text of a file; undefined when it cannot be read, whatever the reason. `latin1` keeps every byte. */
export function readText(path: string, encoding: 'utf8' | 'latin1' = 'utf8'): string | undefined {
  try {
    return readFileSync(path, encoding);
  } catch {
    return undefined;
  }
}

import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { isNeverFile } from '../golang';

/** Everything below a folder that is no folder itself, by its path from there, in a fixed order. */
export function* filesBelow(folder: string, except: ReadonlySet<string>, name = ''): Generator<string> {
  if (except.has(folder)) return;
  for (const entry of list(folder)) {
    const path = name === '' ? entry.name : `${name}/${entry.name}`;
    if (!entry.isDirectory()) yield path;
    else if (!isNeverFile(path)) yield* filesBelow(join(folder, entry.name), except, path);
  }
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

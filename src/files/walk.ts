import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { entriesIn } from './list-folder';

/** A file, a link or anything else that is no folder. */
export interface Walked {
  /** From the folder that the walk began in, with slashes. */
  readonly path: string;
  readonly entry: Dirent;
}

/**
 * Everything below a folder that is no folder itself, the entries of each folder by name. `enters` says of a folder
 * whether to look into it. Links are not followed, and what cannot be listed is empty.
 */
export function* walk(folder: string, enters: (path: string) => boolean, from = ''): Generator<Walked> {
  for (const entry of entriesIn(join(folder, from)).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = from === '' ? entry.name : `${from}/${entry.name}`;
    if (!entry.isDirectory()) yield { path, entry };
    else if (enters(path)) yield* walk(folder, enters, path);
  }
}

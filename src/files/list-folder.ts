import { readdirSync, type Dirent } from 'node:fs';

/** The names in a folder, in the order in which the file system gives them; none when it cannot be listed. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The same with the kind of each entry: a link is a link, wherever it leads. */
export function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

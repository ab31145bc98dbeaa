import { join } from 'node:path';
import { walk } from '../files';
import { isNeverFile } from '../golang';

/** Everything below a folder that is no folder itself, by its path from there, in a fixed order. */
export function* filesBelow(folder: string, except: ReadonlySet<string>): Generator<string> {
  if (except.has(folder)) return;
  const enters = (path: string) => !isNeverFile(path) && !except.has(join(folder, path));
  for (const { path } of walk(folder, enters)) yield path;
}

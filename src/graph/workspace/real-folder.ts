import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isBelow } from './go-paths';

/** Where a folder of the workspace really is, links followed; undefined when that is no place in the workspace. */
export function realFolder(root: string, dir: string): string | undefined {
  try {
    const real = relative(realpathSync(root), realpathSync(join(root, dir))) || '.';
    return isBelow(real, '.') ? real : undefined;
  } catch {
    return undefined;
  }
}

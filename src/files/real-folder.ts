import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Where a folder really is, links followed, as a path from the workspace's root; undefined when it is not there. */
export function realFolder(root: string, dir: string): string | undefined {
  try {
    return relative(realpathSync(root), realpathSync(join(root, dir))) || '.';
  } catch {
    return undefined;
  }
}

import { join, relative } from 'node:path';
import { realPath } from './real-path';

/** Where a folder really is, links followed, as a path from the workspace's root; undefined when it is not there. */
export function realFolder(root: string, dir: string): string | undefined {
  const [from, to] = [realPath(root), realPath(join(root, dir))];
  return from === undefined || to === undefined ? undefined : relative(from, to) || '.';
}

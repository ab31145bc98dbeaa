import { join } from 'node:path';
import { isBelow } from '../../golang';
import { realFolder, statOf } from '../../files';
import { filesBelow } from './files';

/**
 * A symbolic link and the files of the workspace that it leads to. Nx takes a link for unchanged as long as the link
 * itself is (measured on 24.0.6). Folders outside of the workspace are not looked into: they may be the whole disk.
 */
export function throughLink(root: string, link: string): string[] {
  const path = join(root, link);
  const inside = statOf(path)?.isDirectory() ? realFolder(root, link) : undefined;
  if (inside === undefined || inside === '.' || !isBelow(inside, '.')) return [link];
  return [link, ...filesBelow(root, `${inside}/`)];
}

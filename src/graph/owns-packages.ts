import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isSkippedFolder } from './go-paths';

/**
 * Whether a project has a Go file that is its own: not below another project, nor in a module that is no project.
 * `isForeign` says so of a folder. The walk stops at the first file.
 */
export function ownsGoFiles(workspaceRoot: string, root: string, isForeign: (dir: string) => boolean): boolean {
  const queue = [root];
  for (let dir = queue.shift(); dir !== undefined; dir = queue.shift()) {
    for (const entry of list(join(workspaceRoot, dir))) {
      if (entry.isFile() && entry.name.endsWith('.go') && !/^[_.]/.test(entry.name)) return true;
      const child = dir === '.' ? entry.name : `${dir}/${entry.name}`;
      if (entry.isDirectory() && !isSkippedFolder(entry.name) && !isForeign(child)) queue.push(child);
    }
  }
  return false;
}

function list(dir: string) {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}

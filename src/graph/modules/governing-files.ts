import { posix } from 'node:path';
import type { ModFiles } from './mod-files';

/**
 * The files, besides its own, that decide with which versions a project is built: its module's, and those of the
 * nearest go.work with every member's, since a `require` of one member raises the version for all (measured).
 */
export function governingFiles(module: string, files: ModFiles): string[] {
  const work = files.nearestWork(module);
  const members = work === undefined ? [] : files.membersOf(work);
  const names = (dir: string, ...list: string[]) => list.map((file) => posix.join(dir, file));
  const found = [
    ...[module, ...members].flatMap((dir) => names(dir, 'go.mod', 'go.sum')),
    ...names(module, 'vendor/modules.txt'),
    ...(work === undefined ? [] : names(work, 'go.work', 'go.work.sum', 'vendor/modules.txt')),
  ];
  return [...new Set(found)].sort();
}

import { posix } from 'node:path';
import type { ModFiles } from './mod-files';

/**
 * The files, besides its own, that decide with which versions a project is built: its module's, and those of the
 * nearest go.work with every member's, since a `require` of one member raises the version for all (measured).
 */
export function governingFiles(module: string, files: ModFiles): string[] {
  const work = files.nearestWork(module);
  const ofWork = work === undefined ? [] : files.governedBy(work);
  const own = ['go.mod', 'go.sum', 'vendor/modules.txt'].map((file) => posix.join(module, file));
  return [...own.filter((file) => !ofWork.includes(file)), ...ofWork].sort();
}

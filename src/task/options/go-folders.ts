import type { Dirent } from 'node:fs';
import { isIgnoredFile, isSkippedFolder } from '../../golang';

export function isGoFile(entry: Dirent): boolean {
  return !entry.isDirectory() && entry.name.endsWith('.go') && !isIgnoredFile(entry.name);
}

/** Where `./...` looks (go help packages). */
export function isPackageFolder(entry: Dirent): boolean {
  return entry.isDirectory() && !isSkippedFolder(entry.name);
}

import { readdirSync, type Dirent } from 'node:fs';

/** What is in a folder; nothing when it cannot be read. */
export function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

export function isGoFile(entry: Dirent): boolean {
  return !entry.isDirectory() && entry.name.endsWith('.go') && !/^[_.]/.test(entry.name);
}

/** Where `./...` looks (go help packages). */
export function isPackageFolder(entry: Dirent): boolean {
  return entry.isDirectory() && !/^([_.].*|testdata|vendor|node_modules)$/.test(entry.name);
}

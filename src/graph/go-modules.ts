import { posix } from 'node:path';
import { parseModFile } from './go-mod';
import type { Disk } from './governing-files';

/** Where module paths lead in this workspace. One path may lead to several folders: the union is taken. */
export type ModuleFolders = ReadonlyMap<string, ReadonlySet<string>>;

/** Modules by the path they declare, and by the paths that a `replace` of go.mod or go.work sends to their folders. */
export function findModules(modFiles: readonly string[], disk: Disk): ModuleFolders {
  const folders = new Map<string, Set<string>>();
  const add = (path: string, folder: string) => {
    const known = folders.get(path);
    if (known) known.add(folder);
    else folders.set(path, new Set([folder]));
  };
  for (const file of modFiles) {
    const { module, replaces } = parseModFile(disk.read(file) ?? '');
    const dir = posix.dirname(file);
    if (module !== undefined && posix.basename(file) === 'go.mod') add(module, dir);
    for (const { module: replaced, path, pathVersion } of replaces) {
      if (pathVersion === undefined && /^\.\.?(\/|$)/.test(path)) add(replaced, posix.normalize(posix.join(dir, path)));
    }
  }
  return folders;
}

/** The folders that hold an imported package: the module with the longest path that is a prefix at a slash. */
export function packageFolders(importPath: string, modules: ModuleFolders): string[] {
  for (let path = importPath; path !== '.' && path !== '/'; path = posix.dirname(path)) {
    const folders = modules.get(path);
    if (folders) return [...folders].map((folder) => posix.join(folder, importPath.slice(path.length)));
  }
  return [];
}

import { posix } from 'node:path';
import type { ModFiles } from './mod-files';
import type { ModuleContext } from './module-context';
import { STANDARD_PACKAGES } from './standard-packages';

/**
 * The folder of an imported package, or undefined when it lies outside the workspace: of all modules whose path is a
 * prefix at a slash, the one with the longest path that has the package (golang.org/ref/mod#resolve-pkg-mod), else the
 * vendor folder. `locate` tells where the package of a folder really is.
 */
export function resolveImport(
  importPath: string,
  { modules, vendor }: ModuleContext,
  files: ModFiles,
  locate: (dir: string) => string | undefined,
): string | undefined {
  if (importPath === 'C' || STANDARD_PACKAGES.has(importPath)) return undefined;
  for (let path = importPath; path !== '.' && path !== '/'; path = posix.dirname(path)) {
    const module = modules.get(path);
    if (module === undefined) continue;
    const dir = posix.join(module, importPath.slice(path.length + 1));
    if (files.moduleOf(dir) !== module) continue;
    const found = locate(dir);
    if (found !== undefined) return found;
  }
  return vendor === undefined || /^[./]/.test(importPath) ? undefined : locate(posix.join(vendor, importPath));
}

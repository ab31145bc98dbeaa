import { posix } from 'node:path';
import type { ModFiles } from './mod-files';
import type { ModuleContext } from './module-context';

/**
 * The folder of an imported package, or undefined when it lies outside the workspace: of all modules whose path is a
 * prefix at a slash, the one with the longest path that has the package (golang.org/ref/mod#resolve-pkg-mod).
 */
export function resolveImport(
  importPath: string,
  { modules }: ModuleContext,
  files: ModFiles,
  hasPackage: (dir: string) => boolean,
): string | undefined {
  for (let path = importPath; path !== '.' && path !== '/'; path = posix.dirname(path)) {
    const module = modules.get(path);
    if (module === undefined) continue;
    const dir = posix.join(module, importPath.slice(path.length + 1));
    if (hasPackage(dir) && files.moduleOf(dir) === module) return dir;
  }
  return undefined;
}

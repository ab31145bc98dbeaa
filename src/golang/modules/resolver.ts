import { posix } from 'node:path';
import { STANDARD_PACKAGES } from '../source';
import { isOutside } from '../workspace/go-paths';
import { isInModule } from './is-in-module';
import type { ModFiles } from './mod-files';
import type { ModuleContext } from './module-context';

/**
 * The folder of an imported package, or undefined when it lies outside the workspace: of all modules whose path is a
 * prefix at a slash, the one with the longest path that has the package (golang.org/ref/mod#resolve-pkg-mod), else the
 * vendor folder. `locate` tells where the package of a folder really is.
 */
export function resolveImport(
  importPath: string,
  context: ModuleContext,
  files: ModFiles,
  locate: (dir: string) => string | undefined,
): string | undefined {
  for (const [module, dir] of foldersFor(importPath, context)) {
    if (files.moduleOf(dir) !== module) continue;
    const found = locate(dir);
    if (found !== undefined) return found;
  }
  const { vendor } = context;
  return vendor === undefined || /^[./]/.test(importPath) ? undefined : locate(posix.join(vendor, importPath));
}

/**
 * Where the package of an import that leads nowhere should lie: in the modules of the workspace whose path is a prefix,
 * unless a module from elsewhere has a longer one.
 */
export function missingFolders(importPath: string, context: ModuleContext): string[] {
  const external = Math.max(...[...context.required].filter((path) => isInModule(importPath, path)).map(lengthOf), 0);
  return [...foldersFor(importPath, context)]
    .filter(([, dir, path]) => path.length >= external && !isOutside(dir))
    .map(([, dir]) => dir);
}

/** Whether an import that leads nowhere here is of a module from elsewhere, which some go.mod requires. */
export function isThirdParty(importPath: string, { modules, required, vendor }: ModuleContext): boolean {
  if (vendor !== undefined || importPath === 'C' || STANDARD_PACKAGES.has(importPath)) return false;
  for (let path = importPath; path !== '.' && path !== '/'; path = posix.dirname(path)) {
    if (modules.has(path)) return false;
    if (required.has(path)) return true;
  }
  return false;
}

function* foldersFor(
  importPath: string,
  { modules }: ModuleContext,
): Generator<readonly [module: string, dir: string, path: string]> {
  if (importPath === 'C' || STANDARD_PACKAGES.has(importPath)) return;
  for (let path = importPath; path !== '.' && path !== '/'; path = posix.dirname(path)) {
    const module = modules.get(path);
    if (module !== undefined) yield [module, posix.join(module, importPath.slice(path.length + 1)), path];
  }
}

function lengthOf({ length }: string): number {
  return length;
}

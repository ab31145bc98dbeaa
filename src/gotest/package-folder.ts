import { dirname, join, relative, sep } from 'node:path';
import { readModFile } from '../golang';

/**
 * Where the packages of a module are, relative to the workspace root; undefined for those of other modules. `goMod` is
 * the file that governs: `go env GOMOD`, which is no file outside of modules.
 */
export function packageFolder(root: string, goMod: string): (importPath: string) => string | undefined {
  const module = readModFile(goMod).module;
  const folder = relative(root, dirname(goMod));
  if (module === undefined || folder.startsWith('..')) return () => undefined;
  return (importPath) => {
    if (importPath !== module && !importPath.startsWith(`${module}/`)) return undefined;
    return join(folder, importPath.slice(module.length + 1))
      .split(sep)
      .join('/');
  };
}

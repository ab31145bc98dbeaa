import { dirname, posix } from 'node:path';
import { readModFile, isInModule } from '../golang';
import { pathInFolder } from '../files';

/**
 * Where the packages of a module are, relative to the workspace root; undefined for those of other modules. `goMod` is
 * the file that governs: `go env GOMOD`, which is no file outside of modules.
 */
export function packageFolder(root: string, goMod: string): (importPath: string) => string | undefined {
  const module = readModFile(goMod).module;
  const folder = pathInFolder(dirname(goMod), root);
  if (module === undefined || folder === undefined) return () => undefined;
  return (importPath) => {
    if (!isInModule(importPath, module)) return undefined;
    return posix.join(folder, importPath.slice(module.length + 1));
  };
}

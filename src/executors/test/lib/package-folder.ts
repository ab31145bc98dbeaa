import { readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Where the packages of a module are, relative to the workspace root; undefined for those of other modules. */
export function packageFolder(root: string, goMod: string): (importPath: string) => string | undefined {
  const module = moduleOf(goMod);
  const folder = relative(root, dirname(goMod));
  if (module === undefined || folder.startsWith('..')) return () => undefined;
  return (importPath) => {
    if (importPath !== module && !importPath.startsWith(`${module}/`)) return undefined;
    return join(folder, importPath.slice(module.length + 1))
      .split(sep)
      .join('/');
  };
}

/** Of the go.mod that governs the tests: `go env GOMOD`, which is no file outside of modules. */
function moduleOf(goMod: string): string | undefined {
  try {
    return /^module\s+"?([^\s"]+)/m.exec(readFileSync(goMod, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

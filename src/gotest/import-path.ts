import { dirname, join, relative } from 'node:path';
import { readModFile } from '../golang';

/** The import path of the package in a folder, out of those that a run named; undefined when none of them fits. */
export function importPathOf(dir: string, importPaths: Iterable<string>): string | undefined {
  const all = [...importPaths];
  const inModule = pathInModule(dir);
  if (inModule !== undefined && all.includes(inModule)) return inModule;
  // The standard library and vendored packages: their folders end with the import path.
  return all.filter((path) => dir.endsWith(`/${path}`)).sort((a, b) => b.length - a.length)[0];
}

/** As the nearest go.mod says. */
function pathInModule(dir: string): string | undefined {
  for (let at = dir; ; at = dirname(at)) {
    const module = readModFile(join(at, 'go.mod')).module;
    if (module !== undefined) return at === dir ? module : `${module}/${relative(at, dir)}`;
    if (at === dirname(at)) return undefined;
  }
}

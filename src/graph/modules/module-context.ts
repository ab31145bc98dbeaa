import { posix } from 'node:path';
import { isBelow } from '../workspace/go-paths';
import type { ModFile, Replace } from './go-mod';
import type { ModFiles } from './mod-files';

/** How imports are resolved for a module that is built as the main one (golang.org/ref/mod#workspaces, #vendoring). */
export interface ModuleContext {
  /** Folders by module path: the main modules, and those that a `replace` leads to. */
  readonly modules: ReadonlyMap<string, string>;
  /** The folder that replaces everything but the main modules. */
  readonly vendor?: string;
}

/** The context of the module in `dir`, with the go.work that uses it. */
export function moduleContext(dir: string, files: ModFiles): ModuleContext {
  const work = files.workOf(dir);
  const mains = work === undefined ? [dir] : files.membersOf(work);
  const workFile = work === undefined ? undefined : files.work(work);
  const modules = new Map<string, string>();
  const vendor = vendorOf(work ?? dir, workFile ?? files.mod(dir), work !== undefined, files);
  if (vendor === undefined) {
    const requires = mains.map((main) => files.mod(main).requires);
    for (const main of mains) addReplaced(modules, files.mod(main).replaces, main, requires);
    // go.work overrules what the members say.
    if (workFile) addReplaced(modules, workFile.replaces, work!, requires);
  }
  for (const main of mains) {
    const { module } = files.mod(main);
    if (module !== undefined) modules.set(module, main);
  }
  return { modules, vendor };
}

function addReplaced(
  modules: Map<string, string>,
  replaces: readonly Replace[],
  dir: string,
  requires: readonly ReadonlyMap<string, string>[],
): void {
  // One with a version comes last: it is the stronger one where it applies.
  for (const replace of [...replaces].sort((a, b) => Number(!!a.version) - Number(!!b.version))) {
    const { module, path, pathVersion, version } = replace;
    const versions = requires.map((versionOf) => versionOf.get(module)).filter((one) => one !== undefined);
    if (version !== undefined && versions.length > 0 && !versions.includes(version)) continue;
    const isFolder = pathVersion === undefined && /^\.\.?(\/|$)/.test(path);
    const folder = isFolder ? inWorkspace(dir, path) : undefined;
    if (folder === undefined) modules.delete(module);
    else modules.set(module, folder);
  }
}

/** Go uses a vendor folder that is there since go 1.14, and in workspaces since go 1.22. */
function vendorOf(dir: string, { go }: ModFile, isWork: boolean, files: ModFiles): string | undefined {
  const [, minor = '0'] = /^1\.(\d+)/.exec(go ?? '') ?? [];
  const isDefault = Number(minor) >= (isWork ? 22 : 14);
  const vendor = posix.join(dir, 'vendor');
  return isDefault && files.disk.exists(posix.join(vendor, 'modules.txt')) ? vendor : undefined;
}

/** A relative path as a folder of the workspace; undefined when it leads out of it. */
export function inWorkspace(from: string, path: string): string | undefined {
  const folder = posix.join(from, path).replace(/(?<=.)\/$/, '');
  return isBelow(folder, '.') ? folder : undefined;
}

import { posix } from 'node:path';
import type { BuildConfig } from '../source/build-config';
import type { Disk } from '../workspace/disk';
import { fromRoot } from '../workspace/go-paths';
import type { ModFile, Replace } from './go-mod';
import { highest } from './versions';

/** How imports are resolved for a module that is built as the main one (golang.org/ref/mod#workspaces, #vendoring). */
export interface ModuleContext {
  /** Folders by module path: the main modules, and those that a `replace` leads to. */
  readonly modules: ReadonlyMap<string, string>;
  /** The paths of all modules that these require. */
  readonly required: ReadonlySet<string>;
  /** The folder that replaces everything but the main modules. */
  readonly vendor?: string;
}

/** What flags and variables say about it. */
export type ContextOptions = Pick<BuildConfig, 'noWork' | 'goWork' | 'noVendor' | 'modFile'>;

/** The go.mod and go.work files that a context is made of: each by the folder or path that it has in the workspace. */
interface ModFileLookup {
  readonly disk: Disk;
  readonly mod: (dir: string) => ModFile;
  readonly work: (file: string) => ModFile;
  readonly membersOf: (work: string) => readonly string[];
}

/** The context of the module in `dir`, with the go.work that uses it. */
export function moduleContext(
  dir: string,
  work: string | undefined,
  files: ModFileLookup,
  noVendor: boolean,
): ModuleContext {
  const mains = work === undefined ? [dir] : files.membersOf(work);
  const workFile = work === undefined ? undefined : files.work(work);
  const workDir = work === undefined ? undefined : posix.dirname(work);
  const modules = new Map<string, string>();
  const governing = workFile ?? files.mod(dir);
  const vendor = noVendor ? undefined : vendorOf(workDir ?? dir, governing, work !== undefined, files.disk);
  if (vendor === undefined) {
    const versionOf = (module: string) => highest(mains.map((main) => files.mod(main).requires.get(module)));
    const add = (replaces: readonly Replace[], from: string) =>
      addReplaced(modules, replaces, (path) => fromRoot(files.disk.path, from, path), versionOf);
    // What go.work replaces, members have no say in, whatever the versions.
    const overruled = new Set(workFile?.replaces.map(({ module }) => module));
    for (const main of mains)
      add(
        files.mod(main).replaces.filter(({ module }) => !overruled.has(module)),
        main,
      );
    if (workFile) add(workFile.replaces, workDir!);
  }
  for (const main of mains) {
    const { module } = files.mod(main);
    if (module !== undefined) modules.set(module, main);
  }
  const required = new Set([...mains, ...modules.values()].flatMap((one) => [...files.mod(one).requires.keys()]));
  return { modules, required, vendor };
}

function addReplaced(
  modules: Map<string, string>,
  replaces: readonly Replace[],
  folderAt: (path: string) => string,
  versionOf: (module: string) => string | undefined,
): void {
  // One with a version comes last: it is the stronger one where it applies.
  for (const replace of [...replaces].sort((a, b) => Number(!!a.version) - Number(!!b.version))) {
    const { module, path, pathVersion, version } = replace;
    const required = versionOf(module);
    if (version !== undefined && required !== undefined && version !== required) continue;
    const isFolder = pathVersion === undefined && /^(\.\.?(\/|$)|\/)/.test(path);
    const folder = isFolder ? folderAt(path) : undefined;
    if (folder === undefined) modules.delete(module);
    else modules.set(module, folder);
  }
}

/** Go uses a vendor folder that was made for what it builds, a workspace or one module (modload, setDefaultBuildMod). */
function vendorOf(dir: string, { go }: ModFile, isWork: boolean, disk: Disk): string | undefined {
  const [, minor] = /^1\.(\d+)/.exec(go ?? '') ?? [];
  if (minor !== undefined && Number(minor) < 14) return undefined;
  const vendor = posix.join(dir, 'vendor');
  if (!disk.isFolder(vendor)) return undefined;
  const [head = ''] = disk.read(posix.join(vendor, 'modules.txt'))?.split('\n', 1) ?? [];
  const isForWork =
    head.startsWith('## ') &&
    head
      .slice(3)
      .split(';')
      .some((word) => word.trim() === 'workspace');
  return isForWork === isWork ? vendor : undefined;
}

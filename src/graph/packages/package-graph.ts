import type { ModFiles, ModuleContext } from '../modules';
import { FileSelector, type BuildConfig } from '../source';
import { sliceBelow, upwards } from '../workspace/go-paths';
import { remembered } from '../workspace/remembered';
import type { PackageFolder, SourceIndex } from '../workspace/source-index';
import { BuiltPackages } from './built-packages';
import { ConfiguredGraph } from './configured-graph';

/** The Go packages of a workspace, by their folders, and what they import under a configuration. */
export class PackageGraph {
  private readonly built = new Map<string, BuiltPackages>();
  private readonly configured = new Map<ModuleContext, Map<BuiltPackages, ConfiguredGraph>>();
  private readonly dirs: readonly string[];
  private readonly data: readonly string[];
  private own: ReadonlyMap<string, readonly string[]> | undefined;

  /** The root of the project that a folder belongs to. */
  readonly projectOf: (dir: string) => string | undefined;

  constructor(
    readonly index: SourceIndex,
    readonly files: ModFiles,
    /** Whether a folder is an Nx project. */
    isProject: (dir: string) => boolean,
  ) {
    this.dirs = [...index.packages.keys()].sort();
    this.data = [...index.namedData].sort();
    this.projectOf = remembered((dir) => [...upwards(dir)].find(isProject));
  }

  folder(dir: string): PackageFolder {
    return this.index.folder(dir);
  }

  /** The packages that a project tests: in its module, and in no project below it. */
  ownPackages(root: string): readonly string[] {
    this.own ??= this.groupByProject();
    return this.own.get(root) ?? [];
  }

  /** The packages at or below a folder, of whatever module. */
  packagesBelow(dir: string): readonly string[] {
    return sliceBelow(this.dirs, dir);
  }

  /** The files below a folder that Go does not compile, with names that say something to it. */
  dataBelow(dir: string): readonly string[] {
    return sliceBelow(this.data, dir);
  }

  private groupByProject(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>();
    for (const dir of this.dirs) {
      const root = this.projectOf(dir);
      if (root === undefined || !this.isMatched(dir, this.files.moduleOf(root))) continue;
      const group = groups.get(root);
      if (group) group.push(dir);
      else groups.set(root, [dir]);
    }
    return groups;
  }

  /** The packages of a module at or below a folder, as `dir/...` means them. */
  below(dir: string, module: string): string[] {
    return this.packagesBelow(dir).filter((one) => this.isMatched(one, module));
  }

  private isMatched(dir: string, module: string | undefined): boolean {
    return module !== undefined && this.files.moduleOf(dir) === module && !this.files.isIgnored(dir, module);
  }

  /** The same packages under one configuration, with imports resolved as for the module in `module`. */
  configure(module: string, config: BuildConfig): ConfiguredGraph {
    const context = this.files.context(module);
    const key = JSON.stringify([config.port, [...config.tags], config.cgo]);
    const built = ensure(this.built, key, () => new BuiltPackages(this.index, new FileSelector(config)));
    const graphs = ensure(this.configured, context, () => new Map());
    return ensure(graphs, built, () => new ConfiguredGraph(this, context, built));
  }
}

function ensure<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

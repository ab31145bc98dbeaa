import { posix } from 'node:path';
import type { ModFiles } from '../modules';
import type { BuildConfig } from '../source';
import { isOutside, sliceBelow } from '../workspace/go-paths';
import { memoize } from '../../files';
import type { PackageFolder } from '../workspace/package-folder';
import type { SourceIndex } from '../workspace/source-index';
import type { ConfiguredGraph } from './configured-graph';
import type { ConfiguredGraphs } from './configured-graphs';
import type { Numbered } from './packages';

/** Where a package lies. */
export interface Place extends Numbered {
  /** The root of its project. */
  readonly project: string | undefined;
  /** The go.mod of its module. */
  readonly goMod: string | undefined;
}

/** The Go packages of a workspace, by their folders, and the projects that they belong to. */
export class PackageGraph {
  private own: ReadonlyMap<string, readonly string[]> | undefined;

  /** The root of the project that a folder belongs to. */
  readonly projectOf: (dir: string) => string | undefined;
  readonly placeOf: (one: Numbered) => Place;

  constructor(
    readonly graphs: ConfiguredGraphs,
    /** Whether a folder is an Nx project. */
    isProject: (dir: string) => boolean,
  ) {
    this.projectOf = memoize((dir): string | undefined => {
      if (isOutside(dir)) return undefined;
      if (isProject(dir)) return dir;
      return dir === '.' ? undefined : this.projectOf(posix.dirname(dir));
    });
    const goMod = memoize((module: string) => posix.join(module, 'go.mod'));
    this.placeOf = graphs.packages.memoize(({ dir, order }) => {
      const module = this.files.moduleOf(dir);
      const ownMod = module === undefined ? undefined : goMod(module);
      return { dir, order, project: this.projectOf(dir), goMod: ownMod };
    });
  }

  get index(): SourceIndex {
    return this.graphs.index;
  }

  get files(): ModFiles {
    return this.graphs.files;
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
    return sliceBelow(this.graphs.dirs, dir);
  }

  /** The files below a folder that Go does not compile, with names that say something to it. */
  dataBelow(dir: string): readonly string[] {
    return sliceBelow(this.graphs.data, dir);
  }

  private groupByProject(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>();
    for (const dir of this.graphs.dirs) {
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
    return this.graphs.configure(module, config);
  }
}

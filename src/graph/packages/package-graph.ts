import { posix } from 'node:path';
import { ModFiles, resolveImport, type ModuleContext } from '../modules';
import { FileSelector, isTestFile, type BuildConfig } from '../source';
import { isBelow } from '../workspace/go-paths';
import type { PackageFolder, SourceIndex } from '../workspace/source-index';

/** The Go packages of a workspace, by their folders, and what they import under a configuration. */
export class PackageGraph {
  private readonly configured = new Map<string, ConfiguredGraph>();
  private readonly dirs: readonly string[];

  constructor(
    readonly index: SourceIndex,
    readonly files: ModFiles,
    /** Whether a folder is an Nx project. */
    private readonly isProject: (dir: string) => boolean,
  ) {
    this.dirs = [...index.packages.keys()].sort();
  }

  folder(dir: string): PackageFolder {
    return this.index.packages.get(dir)!;
  }

  /** The root of the project that a folder belongs to. */
  projectOf(dir: string): string | undefined {
    for (let at = dir; ; at = posix.dirname(at)) {
      if (this.isProject(at)) return at;
      if (at === '.') return undefined;
    }
  }

  /** The packages that a project tests: in its module, and in no project below it. */
  ownPackages(root: string): string[] {
    const module = this.files.moduleOf(root);
    return module === undefined ? [] : this.below(root, module).filter((dir) => this.projectOf(dir) === root);
  }

  /** The packages of a module at or below a folder, as `dir/...` means them. */
  below(dir: string, module: string): string[] {
    return this.dirs.filter((one) => isBelow(one, dir) && this.files.moduleOf(one) === module);
  }

  /** The same packages under one configuration, with imports resolved as for the module in `module`. */
  configure(module: string, config: BuildConfig): ConfiguredGraph {
    const context = this.files.context(module);
    const key = JSON.stringify([[...context.modules], context.vendor, config.port, [...config.tags], config.cgo]);
    const known = this.configured.get(key);
    if (known) return known;
    const graph = new ConfiguredGraph(this, context, new FileSelector(config));
    this.configured.set(key, graph);
    return graph;
  }
}

export class ConfiguredGraph {
  private readonly imports = new Map<string, readonly string[]>();

  constructor(
    private readonly graph: PackageGraph,
    readonly context: ModuleContext,
    readonly selector: FileSelector,
  ) {}

  /** The folders of the workspace that a package imports, with its tests if asked for. */
  importsOf(dir: string, tests: boolean): readonly string[] {
    const key = `${tests ? 't' : ' '}${dir}`;
    const known = this.imports.get(key);
    if (known) return known;
    const found = new Set<string>();
    for (const [name, source] of this.graph.folder(dir).sources) {
      if ((!tests && isTestFile(name)) || !this.selector.isBuilt(name, source)) continue;
      for (const path of source.imports ?? []) {
        const target = this.resolve(path);
        if (target !== undefined && target !== dir) found.add(target);
      }
    }
    const list = [...found];
    this.imports.set(key, list);
    return list;
  }

  /** The folder of an imported package of the workspace. */
  resolve(importPath: string): string | undefined {
    return resolveImport(importPath, this.context, this.graph.files, (dir) => this.graph.index.packages.has(dir));
  }

  /** Everything that the tests of these packages are made of, the packages themselves included (go list -deps -test). */
  closure(tested: readonly string[]): Set<string> {
    const reached = new Set(tested);
    const queue = [...tested];
    const follow = (dirs: readonly string[]) => {
      for (const dir of dirs) {
        if (reached.has(dir)) continue;
        reached.add(dir);
        queue.push(dir);
      }
    };
    const roots = new Set(tested);
    for (let dir = queue.pop(); dir !== undefined; dir = queue.pop()) follow(this.importsOf(dir, roots.has(dir)));
    return reached;
  }
}

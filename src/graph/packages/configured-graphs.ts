import type { ModFiles, ModuleContext } from '../modules';
import { FileSelector, type BuildConfig } from '../source';
import { remembered } from '../workspace/remembered';
import type { SourceIndex } from '../workspace/source-index';
import { BuiltPackages } from './built-packages';
import { ConfiguredGraph } from './configured-graph';
import { Packages } from './packages';
import { Resolution } from './resolution';

/** Everything about a workspace's packages that does not depend on which folders are projects. */
export class ConfiguredGraphs {
  /** The folders of all packages, sorted. */
  readonly dirs: readonly string[];
  /** Files that Go does not compile, with names that say something to it, sorted. */
  readonly data: readonly string[];
  readonly packages: Packages;
  private readonly built = new Map<string, BuiltPackages>();
  private readonly resolutionFor: (context: ModuleContext) => Resolution;
  private readonly graphsOf: (resolution: Resolution) => (built: BuiltPackages) => ConfiguredGraph;

  constructor(
    readonly index: SourceIndex,
    readonly files: ModFiles,
  ) {
    this.dirs = [...index.packages.keys()].sort();
    this.data = [...index.namedData].sort();
    this.packages = new Packages(this.dirs);
    const locate = (dir: string) => index.locate(dir);
    const sourcesOf = (dir: string) => index.folder(dir).sources;
    this.resolutionFor = remembered(
      (context: ModuleContext) => new Resolution(context, files, locate, sourcesOf, this.packages),
    );
    this.graphsOf = remembered((resolution: Resolution) =>
      remembered((built: BuiltPackages) => new ConfiguredGraph(resolution, built, this.packages)),
    );
  }

  configure(module: string, config: BuildConfig): ConfiguredGraph {
    const resolution = this.resolutionFor(this.files.context(module, config));
    return this.graphsOf(resolution)(this.builtFor(config));
  }

  private builtFor(config: BuildConfig): BuiltPackages {
    const key = JSON.stringify([config.port, [...config.tags], config.cgo]);
    const folder = (dir: string) => this.index.folder(dir);
    const built = this.built.get(key) ?? new BuiltPackages(this.packages, folder, new FileSelector(config));
    this.built.set(key, built);
    return built;
  }
}

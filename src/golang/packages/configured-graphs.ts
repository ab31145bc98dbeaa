import type { ModFiles, ModuleContext } from '../modules';
import { FileSelector, type BuildConfig } from '../source';
import { memoize } from '../../files';
import type { SourceIndex } from '../workspace/source-index';
import { BuiltPackages } from './built-packages';
import { ConfiguredGraph } from './configured-graph';
import { Packages } from './packages';
import { Resolution } from './resolution';
import { ThirdParties } from './third-parties';

/** Everything about a workspace's packages that does not depend on which folders are projects. */
export class ConfiguredGraphs {
  /** The folders of all packages, sorted. */
  readonly dirs: readonly string[];
  /** Files that Go does not compile, with names that say something to it, sorted. */
  readonly data: readonly string[];
  readonly packages: Packages;
  private readonly resolutionFor: (context: ModuleContext) => Resolution;
  private readonly builtFor: (config: BuildConfig) => BuiltPackages;
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
    this.resolutionFor = memoize(
      (context: ModuleContext) => new Resolution(context, files, locate, sourcesOf, this.packages),
    );
    const folder = (dir: string) => index.folder(dir);
    const byKey = new Map<string, BuiltPackages>();
    // Most targets share their configuration with others, as an object, and it need not become a key again.
    this.builtFor = memoize((config: BuildConfig) => {
      const key = JSON.stringify([config.port, [...config.tags], config.cgo]);
      const found = byKey.get(key) ?? new BuiltPackages(this.packages, folder, new FileSelector(config));
      byKey.set(key, found);
      return found;
    });
    this.graphsOf = memoize((resolution: Resolution) => {
      const thirdParties = new ThirdParties(resolution, files, this.dirs, sourcesOf, this.packages);
      return memoize((built: BuiltPackages) => new ConfiguredGraph(resolution, built, this.packages, thirdParties));
    });
  }

  configure(module: string, config: BuildConfig): ConfiguredGraph {
    const resolution = this.resolutionFor(this.files.context(module, config));
    return this.graphsOf(resolution)(this.builtFor(config));
  }
}

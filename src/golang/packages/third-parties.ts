import { localRequirements, type ModFiles } from '../modules';
import type { FolderSources } from '../workspace/folder-sources';
import { sliceBelow } from '../workspace/go-paths';
import { memoize } from '../../files';
import type { Package, Packages } from './packages';
import type { Resolution } from './resolution';

/**
 * What modules from elsewhere import of the workspace. Their sources lie in the module cache, which is no part of the
 * workspace, so that which packages they import is unknown; but a tidy go.mod lists the modules of all of them.
 */
export class ThirdParties {
  /** The packages of the workspace that a module may reach through modules from elsewhere, by the folder of its go.mod. */
  readonly behind: (module: string) => readonly Package[];

  constructor(
    private readonly resolution: Resolution,
    private readonly files: ModFiles,
    private readonly dirs: readonly string[],
    private readonly sourcesOf: (dir: string) => FolderSources,
    private readonly packages: Packages,
  ) {
    this.behind = memoize((module) => this.find(module));
  }

  moduleOf({ dir }: Package): string | undefined {
    return this.files.moduleOf(dir);
  }

  /**
   * A module that is required in a published version, others can require, too. One that is not, but is required all the
   * same although no package at hand imports it, is required because of them.
   */
  private find(module: string): readonly Package[] {
    const local = localRequirements(module, this.resolution.context, this.files);
    const isAsked = local.some(({ isIndirect, isPublished }) => isIndirect && !isPublished);
    const explained = isAsked ? this.modulesReachedFrom(module) : new Set<string>();
    return local
      .filter(({ dir, isIndirect, isPublished }) => isPublished || (isIndirect && !explained.has(dir)))
      .flatMap(({ dir }) => this.packagesOf(dir));
  }

  private packagesOf(module: string): Package[] {
    const dirs = sliceBelow(this.dirs, module).filter((dir) => this.files.moduleOf(dir) === module);
    return dirs.map((dir) => this.packages.at(dir));
  }

  /** The modules that its packages and their tests import, on any port and with any tag: as `go mod tidy` looks at them. */
  private modulesReachedFrom(module: string): ReadonlySet<string> {
    const own = this.packagesOf(module);
    const reached = new Set(own);
    for (const one of own)
      for (const imported of this.resolution.everyImport(one, this.sourcesOf)) reached.add(imported);
    for (const one of reached) {
      for (const imported of this.resolution.everyImport(one, this.sourcesOf, false)) reached.add(imported);
    }
    return new Set([...reached].map(({ dir }) => this.files.moduleOf(dir)).filter((dir) => dir !== undefined));
  }
}

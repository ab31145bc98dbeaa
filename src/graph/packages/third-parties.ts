import { localRequirements, type ModFiles } from '../modules';
import type { FolderSources } from '../workspace/folder-sources';
import { sliceBelow } from '../workspace/go-paths';
import { remembered } from '../workspace/remembered';
import type { Package, Packages } from './packages';
import type { Resolution } from './resolution';

/** Packages of the workspace that a module may reach through modules from elsewhere. */
export interface BehindThirdParties {
  /** A tidy go.mod requires their modules although nothing in the workspace explains it: modules from elsewhere do. */
  readonly certain: readonly Package[];
  /** Their modules are required anyway, and published: modules from elsewhere may import them, too. */
  readonly possible: readonly Package[];
}

const NOTHING: BehindThirdParties = { certain: [], possible: [] };

/**
 * What modules from elsewhere import of the workspace. Their sources lie in the module cache, which is no part of the
 * workspace, so that which packages they import is unknown; but a tidy go.mod lists the modules of all of them.
 */
export class ThirdParties {
  /** By the folder of the go.mod that speaks. */
  readonly behind: (module: string) => BehindThirdParties;

  constructor(
    private readonly resolution: Resolution,
    private readonly files: ModFiles,
    private readonly dirs: readonly string[],
    private readonly sourcesOf: (dir: string) => FolderSources,
    private readonly packages: Packages,
  ) {
    this.behind = remembered((module) => this.find(module));
  }

  moduleOf({ dir }: Package): string | undefined {
    return this.files.moduleOf(dir);
  }

  private find(module: string): BehindThirdParties {
    const local = localRequirements(module, this.resolution.context, this.files);
    if (local.length === 0) return NOTHING;
    const explained = local.some(({ isIndirect }) => isIndirect) ? this.modulesReachedFrom(module) : new Set();
    const isCertain = new Set(local.filter(({ dir, isIndirect }) => isIndirect && !explained.has(dir)));
    return {
      certain: [...isCertain].flatMap(({ dir }) => this.packagesOf(dir)),
      possible: local
        .filter((one) => one.isPublished && !isCertain.has(one))
        .flatMap(({ dir }) => this.packagesOf(dir)),
    };
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

import { missingFolders, resolveImport, type ModFiles, type ModuleContext } from '../modules';
import type { SourceFile } from '../source';
import { remembered } from '../workspace/remembered';
import type { FolderSources } from './folder-sources';

/** Where the imports of a file lead: folders of the workspace, and where packages would lie that are not there. */
export interface Imports {
  readonly dirs: readonly string[];
  readonly gaps: readonly string[];
}

/** Imports as one main module resolves them. */
export class Resolution {
  /** The folder of an imported package of the workspace. */
  readonly resolve: (importPath: string) => string | undefined;
  /** Those of a file, whether or not it is built. */
  readonly importsOf: (source: SourceFile) => Imports;
  /** Those of the files of a folder that every configuration builds, without and with tests. */
  readonly always: (dir: string) => Imports;
  readonly alwaysWithTests: (dir: string) => Imports;
  private readonly gaps: (importPath: string) => readonly string[];

  constructor(
    readonly context: ModuleContext,
    files: ModFiles,
    locate: (dir: string) => string | undefined,
    sourcesOf: (dir: string) => FolderSources,
  ) {
    this.resolve = remembered((path) => resolveImport(path, context, files, locate));
    this.gaps = remembered((path) => missingFolders(path, context));
    this.importsOf = remembered((source: SourceFile) => this.find([source]));
    this.always = remembered((dir) => this.find(sourcesOf(dir).always));
    this.alwaysWithTests = remembered((dir) => this.find(sourcesOf(dir).alwaysWithTests));
  }

  private find(sources: readonly SourceFile[]): Imports {
    const dirs = new Set<string>();
    const gaps = new Set<string>();
    for (const { imports = [] } of sources) {
      for (const path of imports) {
        const dir = this.resolve(path);
        if (dir !== undefined) dirs.add(dir);
        else for (const gap of this.gaps(path)) gaps.add(gap);
      }
    }
    return { dirs: [...dirs], gaps: [...gaps] };
  }
}

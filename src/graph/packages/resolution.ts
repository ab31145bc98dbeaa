import { missingFolders, resolveImport, type ModFiles, type ModuleContext } from '../modules';
import type { SourceFile } from '../source';
import { remembered } from '../workspace/remembered';
import type { SourceIndex } from '../workspace/source-index';

/** Where the imports of a file lead: folders of the workspace, and where packages would lie that are not there. */
export interface Imports {
  readonly dirs: readonly string[];
  readonly gaps: readonly string[];
}

const NONE: Imports = { dirs: [], gaps: [] };

/** Imports as one main module resolves them, whatever the configuration. */
export class Resolution {
  /** The folder of an imported package of the workspace. */
  readonly resolve: (importPath: string) => string | undefined;
  /** Those of a file, whether or not it is built. */
  readonly importsOf: (source: SourceFile) => Imports;
  private readonly gaps: (importPath: string) => readonly string[];

  constructor(
    readonly context: ModuleContext,
    files: ModFiles,
    index: SourceIndex,
  ) {
    this.resolve = remembered((path) => resolveImport(path, context, files, (dir) => index.locate(dir)));
    this.gaps = remembered((path) => missingFolders(path, context));
    this.importsOf = remembered((source: SourceFile) => this.find(source.imports ?? []));
  }

  private find(paths: readonly string[]): Imports {
    const dirs: string[] = [];
    const gaps: string[] = [];
    for (const path of paths) {
      const dir = this.resolve(path);
      if (dir !== undefined) dirs.push(dir);
      else gaps.push(...this.gaps(path));
    }
    return dirs.length + gaps.length === 0 ? NONE : { dirs, gaps };
  }
}

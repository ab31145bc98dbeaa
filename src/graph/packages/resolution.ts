import { missingFolders, resolveImport, type ModFiles, type ModuleContext } from '../modules';
import type { SourceFile } from '../source';
import type { FolderSources } from '../workspace/folder-sources';
import { remembered } from '../workspace/remembered';
import type { Package, Packages } from './packages';

/** Where imports lead: packages of the workspace, and folders where packages would lie that are not there. */
export interface Links {
  readonly imports: readonly Package[];
  readonly gaps: readonly string[];
}

/** Imports as one main module resolves them. */
export class Resolution {
  /** The imported package, when it is one of the workspace. */
  readonly resolve: (importPath: string) => Package | undefined;
  /** Those of a file, whether or not it is built. */
  readonly linksOf: (source: SourceFile) => Links;
  /** Those of the files that every configuration builds, and what their tests add. */
  readonly always: (one: Package) => Links;
  readonly alwaysByTests: (one: Package) => Links;
  private readonly gaps: (importPath: string) => readonly string[];

  constructor(
    readonly context: ModuleContext,
    files: ModFiles,
    locate: (dir: string) => string | undefined,
    sourcesOf: (dir: string) => FolderSources,
    packages: Packages,
  ) {
    this.resolve = remembered((path) => {
      const dir = resolveImport(path, context, files, locate);
      return dir === undefined ? undefined : packages.at(dir);
    });
    this.gaps = remembered((path) => missingFolders(path, context));
    this.linksOf = remembered((source: SourceFile) => this.find(source.imports ?? []));
    this.always = packages.remembered(({ dir }) => this.find(sourcesOf(dir).always));
    this.alwaysByTests = packages.remembered(({ dir }) => this.find(sourcesOf(dir).alwaysByTests));
  }

  private find(paths: readonly string[]): Links {
    const imports: Package[] = [];
    const gaps: string[] = [];
    for (const path of paths) {
      const found = this.resolve(path);
      if (found !== undefined) imports.push(found);
      else for (const gap of this.gaps(path)) gaps.push(gap);
    }
    return { imports, gaps };
  }
}

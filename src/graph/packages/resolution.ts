import { missingFolders, resolveImport, type ModFiles, type ModuleContext } from '../modules';
import type { SourceFile } from '../source';
import type { FolderSources } from '../workspace/folder-sources';
import { remembered } from '../workspace/remembered';
import type { Numbered, Package, Packages } from './packages';

/** Where imports lead: packages of the workspace, and folders where packages would lie that are not there. */
export interface Links {
  readonly imports: readonly Package[];
  readonly gaps: readonly string[];
}

/** The same as one. */
export function joinedLinks(first: Links, others: readonly Links[]): Links {
  if (others.length === 0) return first;
  return {
    imports: first.imports.concat(...others.map(({ imports }) => imports)),
    gaps: first.gaps.concat(...others.map(({ gaps }) => gaps)),
  };
}

/** Imports as one main module resolves them. */
export class Resolution {
  /** Those of a file, whether or not it is built. */
  readonly linksOf: (source: SourceFile) => Links;
  /** Those of the files that every configuration builds, and what their tests add. */
  readonly always: (one: Numbered) => Links;
  readonly alwaysByTests: (one: Numbered) => Links;
  private readonly lead: (importPath: string) => { readonly to?: Package; readonly gaps: readonly string[] };

  constructor(
    readonly context: ModuleContext,
    files: ModFiles,
    locate: (dir: string) => string | undefined,
    sourcesOf: (dir: string) => FolderSources,
    packages: Packages,
  ) {
    this.lead = remembered((path) => {
      const dir = resolveImport(path, context, files, locate);
      return dir === undefined ? { gaps: missingFolders(path, context) } : { to: packages.at(dir), gaps: [] };
    });
    this.linksOf = remembered((source: SourceFile) => this.find(source.imports ?? []));
    this.always = packages.remembered(({ dir }) => this.find(sourcesOf(dir).always));
    this.alwaysByTests = packages.remembered(({ dir }) => this.find(sourcesOf(dir).alwaysByTests));
  }

  /** The imported package, when it is one of the workspace. */
  resolve(importPath: string): Package | undefined {
    return this.lead(importPath).to;
  }

  private find(paths: readonly string[]): Links {
    const imports: Package[] = [];
    const gaps: string[] = [];
    for (const path of paths) {
      const lead = this.lead(path);
      if (lead.to !== undefined) imports.push(lead.to);
      else gaps.push(...lead.gaps);
    }
    return { imports, gaps };
  }
}

import { isThirdParty, missingFolders, resolveImport, type ModFiles, type ModuleContext } from '../modules';
import { isTestFile, type SourceFile } from '../source';
import type { FolderSources } from '../workspace/folder-sources';
import { memoize } from '../../files';
import type { Numbered, Package, Packages } from './packages';

/** Where imports lead: packages of the workspace, and folders where packages would lie that are not there. */
export interface Links {
  readonly imports: readonly Package[];
  readonly gaps: readonly string[];
  /** Whether some lead to modules from elsewhere. */
  readonly leaves: boolean;
}

/** The same as one. */
export function joinedLinks(first: Links, others: readonly Links[]): Links {
  if (others.length === 0) return first;
  return {
    imports: first.imports.concat(...others.map(({ imports }) => imports)),
    gaps: first.gaps.concat(...others.map(({ gaps }) => gaps)),
    leaves: first.leaves || others.some(({ leaves }) => leaves),
  };
}

interface Lead {
  readonly to?: Package;
  readonly gaps: readonly string[];
  readonly leaves: boolean;
}

/** Imports as one main module resolves them. */
export class Resolution {
  /** Those of a file, whether or not it is built. */
  readonly linksOf: (source: SourceFile) => Links;
  /** Those of the files that every configuration builds, and what their tests add. */
  readonly always: (one: Numbered) => Links;
  readonly alwaysByTests: (one: Numbered) => Links;
  private readonly lead: (importPath: string) => Lead;

  constructor(
    readonly context: ModuleContext,
    files: ModFiles,
    locate: (dir: string) => string | undefined,
    sourcesOf: (dir: string) => FolderSources,
    packages: Packages,
  ) {
    this.lead = memoize((path) => {
      const dir = resolveImport(path, context, files, locate);
      if (dir !== undefined) return { to: packages.at(dir), gaps: [], leaves: false };
      return { gaps: missingFolders(path, context), leaves: isThirdParty(path, context) };
    });
    this.linksOf = memoize((source: SourceFile) => this.find(source.imports ?? []));
    this.always = packages.memoize(({ dir }) => this.find(sourcesOf(dir).always));
    this.alwaysByTests = packages.memoize(({ dir }) => this.find(sourcesOf(dir).alwaysByTests));
  }

  /** The imported package, when it is one of the workspace. */
  resolve(importPath: string): Package | undefined {
    return this.lead(importPath).to;
  }

  /** The packages that the files of one import, whether or not they are built. */
  everyImport({ dir }: Numbered, sourcesOf: (dir: string) => FolderSources, tests = true): Package[] {
    const { always, alwaysByTests, gated } = sourcesOf(dir);
    const files = gated.filter(([name]) => tests || !isTestFile(name)).flatMap(([, { imports }]) => imports ?? []);
    return [...this.find([...always, ...(tests ? alwaysByTests : []), ...files]).imports];
  }

  private find(paths: readonly string[]): Links {
    const imports: Package[] = [];
    const gaps: string[] = [];
    let leaves = false;
    for (const path of paths) {
      const lead = this.lead(path);
      if (lead.to !== undefined) imports.push(lead.to);
      else gaps.push(...lead.gaps);
      leaves ||= lead.leaves;
    }
    return { imports, gaps, leaves };
  }
}

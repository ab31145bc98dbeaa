import { isTestFile, type FileSelector, type SourceFile } from '../source';
import type { PackageFolder } from '../workspace/package-folder';
import { embeddedPatterns } from './embedded';
import type { Numbered, Packages } from './packages';

/** What a folder's files mean under a configuration, apart from where their imports lead. */
export interface BuiltPackage {
  /** The files that are built under this configuration and not under every one, and the tests among such files. */
  readonly gated: readonly SourceFile[];
  readonly gatedTests: readonly SourceFile[];
  readonly usesCgo: boolean;
  /** Patterns that its files embed, without and with its tests. */
  readonly embeds: readonly string[];
  readonly testEmbeds: readonly string[];
}

/** The packages of a workspace under a configuration: the same for every module. */
export class BuiltPackages {
  readonly facts: (one: Numbered) => BuiltPackage;

  constructor(
    packages: Packages,
    folder: (dir: string) => PackageFolder,
    readonly selector: FileSelector,
  ) {
    this.facts = packages.memoize(({ dir }) => this.findFacts(folder(dir)));
  }

  private findFacts({ sources: { gated, embedding } }: PackageFolder): BuiltPackage {
    const { selector } = this;
    const [files, tests]: [SourceFile[], SourceFile[]] = [[], []];
    let usesCgo = false;
    for (const [name, source] of gated) {
      if (!selector.isBuilt(name, source)) continue;
      (isTestFile(name) ? tests : files).push(source);
      usesCgo ||= source.imports!.includes('C');
    }
    return {
      gated: files,
      gatedTests: tests,
      usesCgo,
      embeds: embeddedPatterns(embedding, selector, false),
      testEmbeds: embeddedPatterns(embedding, selector, true),
    };
  }
}

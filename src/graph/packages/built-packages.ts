import { isTestFile, type FileSelector, type SourceFile } from '../source';
import { remembered } from '../workspace/remembered';
import type { PackageFolder } from '../workspace/package-folder';
import { embeddedPatterns } from './embedded';
import { excludedNames, isNotGated } from './name-filter';
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
  /** Names that Go compiles although a glob for names would take them away. */
  readonly oddNames: readonly string[];
  /** None of the above: what Go compiles of it is all, and names tell which that is. */
  readonly isPlain: boolean;
}

/** The packages of a workspace under a configuration: the same for every module. */
export class BuiltPackages {
  readonly facts: (one: Numbered) => BuiltPackage;
  private readonly allExcluded: readonly string[];
  private readonly isNotGated: (name: string) => boolean;

  constructor(
    packages: Packages,
    folder: (dir: string) => PackageFolder,
    readonly selector: FileSelector,
  ) {
    this.facts = packages.remembered(({ dir }) => this.findFacts(folder(dir)));
    this.isNotGated = remembered((name) => isNotGated(name, selector));
    this.allExcluded = excludedNames(selector, []);
  }

  /** Globs for names that Go leaves out; none takes one of the `kept` files away. */
  excluded(kept: readonly string[]): readonly string[] {
    return kept.length === 0 ? this.allExcluded : excludedNames(this.selector, kept);
  }

  private findFacts({ sources: { gated, embedding }, oddNames }: PackageFolder): BuiltPackage {
    const { selector } = this;
    const [files, tests]: [SourceFile[], SourceFile[]] = [[], []];
    let usesCgo = false;
    for (const [name, source] of gated) {
      if (!selector.isBuilt(name, source)) continue;
      (isTestFile(name) ? tests : files).push(source);
      usesCgo ||= source.imports!.includes('C');
    }
    const odd = oddNames.filter(this.isNotGated);
    return {
      gated: files,
      gatedTests: tests,
      usesCgo,
      embeds: embeddedPatterns(embedding, selector, false),
      testEmbeds: embeddedPatterns(embedding, selector, true),
      oddNames: odd,
      isPlain: !usesCgo && embedding.length === 0 && odd.length === 0,
    };
  }
}

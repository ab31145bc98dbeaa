import { isTestFile, type FileSelector, type SourceFile } from '../source';
import { remembered } from '../workspace/remembered';
import { embeddedPatterns } from './embedded';
import type { FolderSources } from './folder-sources';
import { excludedNames, isNotGated } from './name-filter';

/** What a folder's files mean under a configuration, apart from where their imports lead. */
export interface BuiltPackage {
  readonly usesCgo: boolean;
  /** Patterns that its files embed, without and with its tests. */
  readonly embeds: readonly string[];
  readonly testEmbeds: readonly string[];
  /** Names that Go compiles although a glob for names would take them away. */
  readonly oddNames: readonly string[];
}

/** The packages of a workspace under a configuration: the same for every module. */
export class BuiltPackages {
  readonly facts: (dir: string) => BuiltPackage;
  private readonly allExcluded: readonly string[];
  private readonly isNotGated: (name: string) => boolean;

  constructor(
    private readonly sourcesOf: (dir: string) => FolderSources,
    readonly selector: FileSelector,
  ) {
    this.facts = remembered((dir) => this.findFacts(sourcesOf(dir)));
    this.isNotGated = remembered((name) => isNotGated(name, selector));
    this.allExcluded = excludedNames(selector, []);
  }

  /** The files of a folder that are built under this configuration and not under every one. */
  gated(dir: string, tests: boolean): SourceFile[] {
    return this.sourcesOf(dir)
      .gated.filter(([name, source]) => (tests || !isTestFile(name)) && this.selector.isBuilt(name, source))
      .map(([, source]) => source);
  }

  /** Globs for names that Go leaves out; none takes one of the `kept` files away. */
  excluded(kept: readonly string[]): readonly string[] {
    return kept.length === 0 ? this.allExcluded : excludedNames(this.selector, kept);
  }

  private findFacts({ gated, embedding, oddNames }: FolderSources): BuiltPackage {
    const { selector } = this;
    return {
      usesCgo: gated.some(([name, source]) => source.imports!.includes('C') && selector.isBuilt(name, source)),
      embeds: embeddedPatterns(embedding, selector, false),
      testEmbeds: embeddedPatterns(embedding, selector, true),
      oddNames: oddNames.filter(this.isNotGated),
    };
  }
}

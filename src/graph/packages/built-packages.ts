import { isTestFile, type FileSelector, type SourceFile } from '../source';
import { remembered } from '../workspace/remembered';
import type { PackageFolder, SourceIndex } from '../workspace/source-index';
import { embeddedPatterns } from './embedded';
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
  private readonly imports: (dir: string) => readonly SourceFile[];
  private readonly testImports: (dir: string) => readonly SourceFile[];
  private readonly isOdd: (name: string) => boolean;
  private readonly allExcluded: readonly string[];

  constructor(
    private readonly index: SourceIndex,
    readonly selector: FileSelector,
  ) {
    this.imports = remembered((dir) => this.findImporting(dir, false));
    this.testImports = remembered((dir) => this.findImporting(dir, true));
    this.facts = remembered((dir) => this.findFacts(this.index.folder(dir)));
    this.isOdd = remembered((name) => isNotGated(name, selector));
    this.allExcluded = excludedNames(selector, []);
  }

  /** The files of a folder that import something, with its tests if asked for. */
  importing(dir: string, tests: boolean): readonly SourceFile[] {
    return tests ? this.testImports(dir) : this.imports(dir);
  }

  /** Globs for names that Go leaves out; none takes one of the `kept` files away. */
  excluded(kept: readonly string[]): readonly string[] {
    return kept.length === 0 ? this.allExcluded : excludedNames(this.selector, kept);
  }

  private findImporting(dir: string, tests: boolean): readonly SourceFile[] {
    const found: SourceFile[] = [];
    for (const [name, source] of this.index.folder(dir).sources) {
      if (source.imports === undefined || (!tests && isTestFile(name))) continue;
      if (this.selector.isBuilt(name, source)) found.push(source);
    }
    return found;
  }

  private findFacts(folder: PackageFolder): BuiltPackage {
    const { selector } = this;
    return {
      usesCgo: [...folder.sources].some(
        ([name, source]) => source.imports?.includes('C') && selector.isBuilt(name, source),
      ),
      embeds: embeddedPatterns(folder, selector, false),
      testEmbeds: embeddedPatterns(folder, selector, true),
      oddNames: folder.compiled.filter(this.isOdd),
    };
  }
}

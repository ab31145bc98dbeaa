import { isTestFile, type FileSelector } from '../source';
import { remembered } from '../workspace/remembered';
import type { SourceIndex } from '../workspace/source-index';
import { embeddedPatterns } from './embedded';
import { isNotGated } from './name-filter';

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
  private readonly imports: (dir: string) => readonly string[];
  private readonly testImports: (dir: string) => readonly string[];
  readonly facts: (dir: string) => BuiltPackage;

  constructor(
    private readonly index: SourceIndex,
    readonly selector: FileSelector,
  ) {
    this.imports = remembered((dir) => this.findImports(dir, false));
    this.testImports = remembered((dir) => this.findImports(dir, true));
    this.facts = remembered((dir) => this.findFacts(dir));
  }

  /** The import paths in the files of a folder, those of its tests if asked for. */
  importsOf(dir: string, tests: boolean): readonly string[] {
    return tests ? this.testImports(dir) : this.imports(dir);
  }

  private findImports(dir: string, tests: boolean): readonly string[] {
    const found = new Set<string>();
    for (const [name, source] of this.index.folder(dir).sources) {
      if (source.imports === undefined || (!tests && isTestFile(name)) || !this.selector.isBuilt(name, source))
        continue;
      for (const path of source.imports) found.add(path);
    }
    return [...found];
  }

  private findFacts(dir: string): BuiltPackage {
    const folder = this.index.folder(dir);
    const { selector } = this;
    return {
      usesCgo: [...folder.sources].some(
        ([name, source]) => source.imports?.includes('C') && selector.isBuilt(name, source),
      ),
      embeds: embeddedPatterns(folder, selector, false),
      testEmbeds: embeddedPatterns(folder, selector, true),
      oddNames: folder.compiled.filter((name) => isNotGated(name, selector)),
    };
  }
}

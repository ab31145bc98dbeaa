import { isAbsolute, join, posix, relative } from 'node:path';
import { readRegularText } from '../file-content';
import { namesIn, statOf } from '../../files';
import { isCompiled } from '../../golang';
import { readDirectives, readFlags, type Directives } from './directives';

/** What may include something. */
const ROOT = /\.(s|S|sx|c|cc|cpp|cxx|m|mm|h|hh|hpp|hxx|f|F|for|f90|swig|swigcxx)$/;

/** What a linker reads: libraries and objects. */
const BINARY = /\.(a|o|so|syso)$/;
const FLAG_VARIABLES = ['CGO_CPPFLAGS', 'CGO_CFLAGS', 'CGO_CXXFLAGS', 'CGO_FFLAGS'];

export function isLibrary(file: string): boolean {
  return BINARY.test(file);
}

/** By each file of a package that compilers of C or assembly read: the files of the workspace that it leads to. */
export type Included = ReadonlyMap<string, readonly string[]>;

export type Recall = (file: string, anew: () => Directives | undefined) => Directives | undefined;

/** Finds what Go compiles without knowing of it: its keys hold the files of the package's folder, and no others. */
export class IncludedFiles {
  private readonly directives = new Map<string, Directives | undefined>();
  private readonly folders: readonly string[];

  constructor(
    private readonly root: string,
    env: NodeJS.ProcessEnv,
    /** Answers for a file, from an earlier command where it knows. */
    private readonly recall: Recall = (_path, anew) => anew(),
  ) {
    const flags = FLAG_VARIABLES.flatMap((name) => env[name]?.split(/\s+/) ?? []);
    this.folders = readFlags(flags.filter((word) => word.startsWith('-'))).folders;
  }

  /** Of the package in a folder, whose own files Go hashes when it compiles it; empty for one that needs nothing from elsewhere. */
  of(dir: string): Included {
    const names = namesIn(join(this.root, dir))
      .sort()
      .filter((name) => ROOT.test(name) || name.endsWith('.go'));
    const sources = names.filter((name) => this.read(posix.join(dir, name)) !== undefined);
    const flags = sources.map((name) => this.read(posix.join(dir, name))!);
    const at = (path: string) => (isAbsolute(path) ? relative(this.root, path) : posix.join(dir, path));
    const folders = [dir, ...[...this.folders, ...flags.flatMap((one) => one.folders)].map(at)];
    const files = flags.flatMap((one) => one.files).map(at);
    const isElsewhere = (file: string) => posix.dirname(file) !== dir || !isCompiled(file);
    const entries = sources.map((name) => {
      const found = new Set<string>();
      for (const file of [posix.join(dir, name), ...files]) this.follow(file, folders, found);
      return [name, [...found].filter(isElsewhere).sort()] as const;
    });
    return new Map(entries.filter(([, found]) => found.length > 0));
  }

  private follow(file: string, folders: readonly string[], found: Set<string>): void {
    if (found.has(file) || !this.isFile(file)) return;
    found.add(file);
    const { names = [], hasMacro = false } = this.read(file) ?? {};
    const from = [posix.dirname(file), ...folders];
    for (const name of names) for (const folder of from) this.follow(posix.join(folder, name), folders, found);
    // Nobody but the compiler knows what a macro stands for.
    if (hasMacro) for (const one of folders.flatMap((folder) => this.below(folder))) this.follow(one, folders, found);
  }

  private below(folder: string): string[] {
    return folder === '.'
      ? []
      : namesIn(join(this.root, folder))
          .sort()
          .map((name) => posix.join(folder, name));
  }

  private isFile(file: string): boolean {
    if (file.startsWith('../') || posix.isAbsolute(file)) return false;
    return statOf(join(this.root, file))?.isFile() === true;
  }

  /** Undefined for what is no file of text, and for Go without cgo. */
  private read(file: string): Directives | undefined {
    if (!this.directives.has(file)) {
      this.directives.set(
        file,
        this.recall(file, () => this.readAnew(file)),
      );
    }
    return this.directives.get(file);
  }

  private readAnew(file: string): Directives | undefined {
    if (BINARY.test(file)) return undefined;
    const text = readRegularText(join(this.root, file));
    if (text === undefined || (file.endsWith('.go') && !text.includes('"C"'))) return undefined;
    return readDirectives(text);
  }
}

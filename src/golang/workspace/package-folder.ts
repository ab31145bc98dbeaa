import { isKnownName, lastWords } from '../source';
import type { FolderSources } from './folder-sources';
import type { ReadSources } from './read-sources';

/** A folder with files that Go compiles. */
export class PackageFolder {
  private odd: readonly string[] | undefined;

  constructor(
    private readonly read: ReadSources,
    /** The names of all files that Go may compile, .go included. */
    readonly compiled: readonly string[],
  ) {}

  /** What its .go files say. */
  get sources(): FolderSources {
    return this.read.sources;
  }

  /** The names among them that a glob could take for those of a port. */
  get oddNames(): readonly string[] {
    return (this.odd ??= this.compiled.filter(isOddName));
  }

  /** Whether compilers of C or assembly take part. */
  get isNative(): boolean {
    return this.read.text.includes('"C"') || this.compiled.some((name) => !name.endsWith('.go'));
  }

  /** The same as long as all of this is. */
  get text(): string {
    return `${this.compiled.join('/')}//${this.read.text}`;
  }
}

function isOddName(name: string): boolean {
  // Most names have no underscore, and are done here.
  return name.includes('_') && isKnownName(lastWords(name)[1]);
}

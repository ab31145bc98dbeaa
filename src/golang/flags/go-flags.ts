import { splitWords } from './quoted';

/** One flag of cmd/go: its name without dashes and without the `test.` of a test binary's own flags. */
export interface GoFlag {
  readonly name: string;
  /** Undefined for a flag that stands alone, as `-short` does. */
  readonly value?: string;
}

/** The flags that the user chose for cmd/go, in the order in which they count; options stand between the two. */
export interface UserFlags {
  /** Of GOFLAGS. */
  readonly inherited: readonly GoFlag[];
  /** Of option `goFlags`. */
  readonly own: readonly GoFlag[];
}

/** Flags in the order of their words. A value is part of its word, `-tags=a`, as GOFLAGS demands it. */
export function parseFlags(words: readonly string[]): GoFlag[] {
  return words.flatMap((word) => {
    const [, name, value] = /^--?(?:test\.)?([^-=][^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    return name === undefined ? [] : [{ name, value }];
  });
}

/** The flags of the variable GOFLAGS, which cmd/go puts before those of its command line (cmd/go/internal/base, goflags.go). */
export function parseGoflags(goflags = ''): GoFlag[] {
  return parseFlags(splitWords(goflags));
}

/** The value of the last flag of that name, which is the one that counts; `''` for one without a value. */
export function lastFlag(name: string, flags: readonly GoFlag[]): string | undefined {
  const last = flags.findLast((flag) => flag.name === name);
  return last && (last.value ?? '');
}

/** Whether a flag that is on or off is on (strconv.ParseBool); undefined when no flag has the name. */
export function isFlagOn(name: string, flags: readonly GoFlag[]): boolean | undefined {
  const last = flags.findLast((flag) => flag.name === name);
  if (last === undefined) return undefined;
  return last.value === undefined || /^(1|t|T|TRUE|true|True)$/.test(last.value);
}

/** The tags in a value of `-tags` (cmd/go/internal/work, tagsFlag): one with spaces or quotes is a list of words. */
export function tagList(value: string): string[] {
  return /[ ']/.test(value) ? splitWords(value) : value.split(',').filter((tag) => tag !== '');
}

/** Whether coverage is on: of the flags about it, each turns it on but `-cover=false` (AddCoverFlags). */
export function isCoverOn(flags: readonly GoFlag[]): boolean {
  const last = flags.findLast(({ name }) => ['cover', 'covermode', 'coverpkg', 'coverprofile'].includes(name));
  return last !== undefined && (last.name !== 'cover' || isFlagOn('cover', [last]) === true);
}

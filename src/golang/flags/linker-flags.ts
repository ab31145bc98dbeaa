import { isFlagOn, lastFlag, parseFlags, type GoFlag } from './go-flags';
import { joinWords, splitWords } from './quoted';

/**
 * The `-ldflags` that give the external linker one flag more, whatever `flags` say of the linker already. cmd/go takes
 * the last `-ldflags` that fits a package (cmd/go/internal/load, PerPackageFlag), so that each is repeated with the
 * addition, and one for the packages that no other fits stands before them.
 */
export function withLinkerFlags(flags: readonly GoFlag[], extldflags: string): string[] {
  const given = flags.filter(({ name }) => name === 'ldflags').map(({ value = '' }) => value.trim());
  const isForAll = (value: string) => value === '' || value.startsWith('-');
  const values = given.some(isForAll) ? given : ['', ...given];
  return values.map((value) => `-ldflags=${extended(value, extldflags)}`);
}

/** `pattern=-flags` is for the packages of the pattern only. */
function extended(value: string, extldflags: string): string {
  const [, pattern = '', flags = ''] = /^([^-=][^=]*=)?(.*)$/s.exec(value) ?? [];
  return pattern + withoutPattern(flags, extldflags);
}

function withoutPattern(value: string, extldflags: string): string {
  const { external, others } = apart(splitWords(value));
  const all = joinWords([...splitWords(external), extldflags]);
  // cmd/go refuses a value that begins with a quote: two words then.
  const first = /[\s'"]/.test(all) ? ['-extldflags', all] : [`-extldflags=${all}`];
  return joinWords([...first, ...others]);
}

/** The flag among them with which C code cannot be linked statically: only an external linker can. */
export function asksForDynamicLink(flags: readonly GoFlag[]): string | undefined {
  if (lastFlag('buildmode', flags) === 'pie') return '-buildmode=pie';
  if (isFlagOn('linkshared', flags)) return '-linkshared';
  const linkers = flags.filter(({ name }) => name === 'ldflags');
  return linkers.some(isInternal) ? '-ldflags=-linkmode=internal' : undefined;
}

function isInternal({ value = '' }: GoFlag): boolean {
  return [...value.matchAll(/(?:^|[\s'"=])--?linkmode(?:=|\s+)(\w+)/g)].at(-1)?.[1] === 'internal';
}

/** cmd/link takes the last `-extldflags`, as one word or as two. */
function apart(words: readonly string[]): { readonly external: string; readonly others: readonly string[] } {
  let external = '';
  const others: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const [flag] = parseFlags([words[index]!]);
    if (flag?.name !== 'extldflags') others.push(words[index]!);
    else external = lastFlag('extldflags', [flag.value === undefined ? { ...flag, value: words[++index] } : flag])!;
  }
  return { external, others };
}

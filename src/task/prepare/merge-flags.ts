import { isCoverOn, lastFlag, parseFlags, tagList, withLinkerFlags, type GoFlag } from '../../golang';
import type { GoTestOptions } from '../../gotest';
import type { CgoSetup } from './cgo-setup';
import type { NormalizedTestOptions } from '../options/normalize-options';

/**
 * Kept test binaries must not depend on the folder that they are built in, unless the user says so. `inherited` are the
 * flags of GOFLAGS.
 */
export function withTrimpath<T extends Pick<GoTestOptions, 'goFlags'>>(
  goTest: T,
  inherited: readonly GoFlag[],
  { isReproducible }: NormalizedTestOptions['kind'],
): T {
  if (!isReproducible || lastFlag('trimpath', inherited) !== undefined) return goTest;
  return { ...goTest, goFlags: ['-trimpath', ...goTest.goFlags] };
}

/** Coverage that GOFLAGS, `coverPkg` or `goFlags` turn on writes a profile, as that of option `cover` does. */
export function withCoverage<T extends Pick<GoTestOptions, 'cover' | 'coverPkg' | 'goFlags'>>(
  goTest: T,
  inherited: readonly GoFlag[],
  { writesCoverage }: NormalizedTestOptions['kind'],
): T {
  const { cover, coverPkg = [], goFlags } = goTest;
  const options = [
    ...(cover === undefined ? [] : [{ name: 'cover', value: String(cover) }]),
    ...(coverPkg.length === 0 ? [] : [{ name: 'coverpkg' }]),
  ];
  const isOn = isCoverOn([...inherited, ...options, ...parseFlags(goFlags)]);
  return !writesCoverage || isOn === (cover ?? false) ? goTest : { ...goTest, cover: isOn };
}

/** What the kind of task has vet look for, unless the user says so. */
export function withVet<T extends Pick<GoTestOptions, 'vet'>>(
  goTest: T,
  inherited: readonly GoFlag[],
  { vet }: NormalizedTestOptions['kind'],
): T {
  const isOpen = goTest.vet === undefined && lastFlag('vet', inherited) === undefined;
  return vet !== undefined && isOpen ? { ...goTest, vet } : goTest;
}

/**
 * The tags and linker flags of a static link, next to the user's own from GOFLAGS, options and `goFlags`: of several
 * `-tags` and `-ldflags` cmd/go takes the last, so that ours alone would replace all others.
 */
export function withCgo<T extends Pick<GoTestOptions, 'tags' | 'goFlags'>>(
  goTest: T,
  inherited: readonly GoFlag[],
  { tags, extldflags }: CgoSetup,
): T {
  if (tags.length === 0 && extldflags === undefined) return goTest;
  const own = parseFlags(goTest.goFlags);
  const withoutOwn = (...names: readonly string[]) =>
    goTest.goFlags.filter((_flag, index) => !names.includes(own[index]?.name ?? ''));
  const linker = extldflags === undefined ? [] : withLinkerFlags([...inherited, ...own], extldflags);
  return {
    ...goTest,
    tags: [...userTags(goTest.tags, inherited, own), ...tags],
    goFlags: [...withoutOwn('tags', ...(extldflags === undefined ? [] : ['ldflags'])), ...linker],
  };
}

/** Go's rule: those of `goFlags`, else those of option `tags`, else those of GOFLAGS. */
function userTags(
  option: readonly string[] | undefined,
  inherited: readonly GoFlag[],
  own: readonly GoFlag[],
): readonly string[] {
  const split = (text: string | undefined) => (text === undefined ? undefined : tagList(text));
  const fromOption = option !== undefined && option.length > 0 ? option : undefined;
  return split(lastFlag('tags', own)) ?? fromOption ?? split(lastFlag('tags', inherited)) ?? [];
}

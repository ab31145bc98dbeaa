import { badProfile } from '../errors';
import { byRange, type Block, type CoverMode, type Profile } from './profile';
import { withBlock } from './with-block';

/** A profile and where it comes from. */
export interface NamedProfile {
  readonly name: string;
  readonly profile: Profile;
}

/**
 * One profile of several ports: what ran on any of them is covered, and what only one of them compiles is in it, too. Of
 * counts and a `set` only the latter can be said of both.
 */
export function mergeProfiles(profiles: readonly NamedProfile[]): Profile {
  const mode = commonMode(profiles.map(({ profile }) => profile.mode));
  const blocks = new Map<string, Block>();
  for (const { name, profile } of profiles) {
    for (const block of profile.blocks.values()) {
      const problem = withBlock(blocks, mode, block);
      if (problem !== undefined) throw badProfile(name, undefined, problem);
    }
  }
  return { mode, blocks };
}

function commonMode(modes: readonly CoverMode[]): CoverMode {
  const [first = 'set', ...others] = new Set(modes);
  if (others.length === 0) return first;
  return modes.includes('set') ? 'set' : 'count';
}

/** As Go writes it, and sorted as Go sorts it: by file, then by place. */
export function formatProfile({ mode, blocks }: Profile): string {
  const sorted = [...blocks.values()].sort((a, b) => byName(a.file, b.file) || byRange(a.range, b.range));
  const lines = sorted.map(({ file, range, statements, count }) => `${file}:${range} ${statements} ${count}`);
  return [`mode: ${mode}`, ...lines].map((line) => `${line}\n`).join('');
}

function byName(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

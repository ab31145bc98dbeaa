import { posix } from 'node:path';

/** The nearest of some folders at or above another one. */
export function nearest(dir: string, folders: readonly string[]): string | undefined {
  for (let at = dir; ; at = posix.dirname(at)) {
    if (folders.includes(at)) return at;
    if (at === '.') return undefined;
  }
}

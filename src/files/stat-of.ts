import { statSync, type Stats } from 'node:fs';

/**
 * What a path leads to, links followed; undefined where there is nothing, or nothing that may be looked at. Most of what
 * is asked for is not there, and an exception takes longer than the answer.
 */
export function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

import { realpathSync } from 'node:fs';

/** Where a path leads once all links are followed; undefined where there is nothing. */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

import { literalFolder } from '../../task-key';
import { isBelow } from '../../golang';
import { foldersGlob } from './globs';

/**
 * The beginnings of globs for the folders where names decide what Go leaves out. All filesets of the workspace are one
 * set to Nx: a negation takes out what the user declared too, unless it stays away from there.
 */
export function takenOut(dirs: readonly string[], declared: readonly string[]): string[] {
  if (declared.length === 0) return ['**/'];
  return foldersGlob(dirs.filter((dir) => !declared.some((pattern) => mayMatchIn(dir, pattern))));
}

/** Whether a glob may match files directly in a folder. */
function mayMatchIn(dir: string, pattern: string): boolean {
  const folder = literalFolder(pattern);
  if (dir === (folder || '.')) return true;
  const rest = folder === '' ? pattern : pattern.slice(folder.length + 1);
  return rest.includes('/') && isBelow(dir, folder || '.');
}

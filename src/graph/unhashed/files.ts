import { join, posix } from 'node:path';
import { isCompiled, isNeverFile } from '../../golang';
import { entriesIn } from '../../files';

const MODULE_FILE = /(^|\/)(go\.(mod|sum|work|work\.sum)|modules\.txt)$/;

/** Whether Go itself reads files of this name. */
export function isFileOfGo(file: string): boolean {
  return isCompiled(file) || MODULE_FILE.test(file);
}

export function isTestData(file: string): boolean {
  return /(^|\/)testdata\//.test(file);
}

/**
 * The files of a file or folder (with a slash at its end), without those that `isLeftOut`. Our own outputs are results,
 * never inputs.
 */
export function filesBelow(root: string, path: string, isLeftOut = isNeverFile): string[] {
  if (isLeftOut(path) || `${path}/`.startsWith('dist/go-cross/')) return [];
  if (!path.endsWith('/')) return [path];
  return entriesIn(join(root, path)).flatMap((entry) => {
    const below = `${posix.join(path, entry.name)}${entry.isDirectory() ? '/' : ''}`;
    return entry.isSymbolicLink() ? [] : filesBelow(root, below, isLeftOut);
  });
}

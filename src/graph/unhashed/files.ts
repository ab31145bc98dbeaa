import { RESULTS_FOLDER } from '../../results';
import { join, posix } from 'node:path';
import { isCompiled, isNeverFile } from '../../golang';
import { walk } from '../../files';

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
  const isPassedOver = (one: string) => isLeftOut(one) || `${one}/`.startsWith(`${RESULTS_FOLDER}/`);
  if (isPassedOver(path)) return [];
  if (!path.endsWith('/')) return [path];
  const found = walk(join(root, path), (below) => !isPassedOver(`${posix.join(path, below)}/`));
  const files = [...found].filter(({ entry }) => !entry.isSymbolicLink());
  return files.map((one) => posix.join(path, one.path)).filter((file) => !isPassedOver(file));
}

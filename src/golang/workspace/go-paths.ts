import { posix } from 'node:path';

/** Folders that no package lies in (go help packages). */
export function isNeverPackage(name: string): boolean {
  return name === 'testdata' || /^[_.]/.test(name);
}

/** Folders that Go's `./...` never enters: besides these, those of copies of other modules, and those that npm fills. */
export function isSkippedFolder(name: string): boolean {
  return isNeverPackage(name) || name === 'vendor' || name === 'node_modules';
}

/** Whether a file of the workspace lies where Go looks for packages and modules. */
export function isInGoTree(file: string): boolean {
  const folder = posix.dirname(file);
  return folder === '.' || !folder.split('/').some(isSkippedFolder);
}

/** Whether a path from the workspace's root leads out of it. */
export function isOutside(path: string): boolean {
  return path === '..' || path.startsWith('../');
}

/** The folder above one: `..` is above the workspace's root, `../..` above that. */
export function folderAbove(dir: string): string {
  if (dir === '.') return '..';
  return /^(\.\.\/)*\.\.$/.test(dir) ? `../${dir}` : posix.dirname(dir);
}

/** A path as it is written in a file of the folder `from`, as one from the workspace's root. */
export function fromRoot(root: string, from: string, path: string): string {
  return posix.relative(root, posix.resolve(root, from, path)) || '.';
}

/** The folders from `dir` up to the workspace root, which is `.`. */
export function* upwards(dir: string): Generator<string> {
  for (let at = dir; ; at = posix.dirname(at)) {
    yield at;
    if (at === '.') return;
  }
}

/** Whether `dir` is `root` or lies in it; `.` holds every folder of the workspace. */
export function isBelow(dir: string, root: string): boolean {
  if (root === '.') return dir !== '..' && !dir.startsWith('../') && !posix.isAbsolute(dir);
  return dir === root || dir.startsWith(`${root}/`);
}

/** Those of some sorted paths that are `root` or lie in it. */
export function sliceBelow(sorted: readonly string[], root: string): readonly string[] {
  if (root === '.') return sorted;
  const from = firstAtLeast(sorted, `${root}/`);
  const below = sorted.slice(from, firstAtLeast(sorted, `${root}0`));
  return sorted[firstAtLeast(sorted, root)] === root ? [root, ...below] : below;
}

function firstAtLeast(sorted: readonly string[], value: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

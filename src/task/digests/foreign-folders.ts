import { join, relative, resolve } from 'node:path';
import { importPathsByFolder, type TestUnit } from '../../gotest';
import { realPath } from '../options/folders';

/**
 * The folders of tested packages that lie in the workspace and not in the project, from the workspace root, without
 * those that lie in another one: option `packages` may name packages of any module, and their tests read what is there.
 * Go is asked only about patterns that may lead out of the project.
 */
export async function foreignFolders(
  unit: Omit<TestUnit, 'dataDigest' | 'declaredDigest'>,
  root: string,
): Promise<string[]> {
  const packages = unit.options.packages.filter((pattern) => leadsOut(pattern, unit.dir));
  if (packages.length === 0) return [];
  const asked = { ...unit, options: { ...unit.options, packages }, dataDigest: '', declaredDigest: '' };
  const found = [...(await importPathsByFolder(asked)).keys()].filter((dir) => dir !== '');
  const roots = [...new Set([root, realPath(root)])];
  const inside = found.flatMap((dir) => {
    const from = roots.map((one) => relative(one, dir)).find(isInside);
    return from === undefined ? [] : [from];
  });
  const own = relative(root, unit.dir);
  const foreign = [...new Set(inside)].filter((folder) => !isIn(folder, own)).sort();
  return foreign.filter((folder) => !foreign.some((other) => other !== folder && isIn(folder, other)));
}

function leadsOut(pattern: string, dir: string): boolean {
  return !/^\.\.?(\/|$)/.test(pattern) || !isInside(relative(dir, resolve(dir, pattern)));
}

function isInside(path: string): boolean {
  return path !== '..' && !path.startsWith('../') && !path.startsWith('/');
}

function isIn(folder: string, other: string): boolean {
  return other === '' || folder === other || folder.startsWith(join(other, '/'));
}

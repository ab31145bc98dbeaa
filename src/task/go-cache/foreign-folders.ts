import { resolve } from 'node:path';
import { importPathsByFolder, type TestUnit } from '../../gotest';
import { pathInFolder, pathsFrom } from '../../files';
import { isBelow } from '../../golang';

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
  const inRoot = pathsFrom(root);
  const inside = found.flatMap((dir) => inRoot(dir) ?? []);
  const own = pathInFolder(unit.dir, root) ?? '.';
  const foreign = [...new Set(inside)].filter((folder) => !isBelow(folder, own)).sort();
  return foreign.filter((folder) => !foreign.some((other) => other !== folder && isBelow(folder, other)));
}

function leadsOut(pattern: string, dir: string): boolean {
  return !/^\.\.?(\/|$)/.test(pattern) || pathInFolder(resolve(dir, pattern), dir) === undefined;
}

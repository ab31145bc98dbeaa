import { posix } from 'node:path';
import { escapeGlob } from '../../inputs';
import { COMPILED_EXTENSIONS } from '../source';

// Few globs instead of many: Nx matches every file of the workspace against every one.

const COMPILED = `*.{${COMPILED_EXTENSIONS.join(',')}}`;

/** What Go compiles in some folders, as one glob for the packages of each project. */
export function packageGlobs(dirs: readonly string[], projectOf: (dir: string) => string | undefined): string[] {
  const groups = groupBy(dirs, (dir) => projectOf(dir) ?? '.');
  return [...groups].flatMap(([root, members]) => {
    const rests = members.map((dir) => (dir === root ? '' : root === '.' ? dir : dir.slice(root.length + 1)));
    const folders = rests.filter((rest) => rest !== '');
    return [
      ...(rests.includes('') ? [`${folderGlob(root)}${COMPILED}`] : []),
      ...(folders.length > 0 ? [`${folderGlob(root)}${oneOf(folders)}/${COMPILED}`] : []),
    ];
  });
}

/** Some files, as one glob for all those of a name. */
export function fileGlobs(files: readonly string[]): string[] {
  const groups = groupBy(files, (file) => posix.basename(file));
  return [...groups].flatMap(([name, members]) => {
    const folders = members.map((file) => posix.dirname(file)).filter((dir) => dir !== '.');
    return [
      ...(members.includes(name) ? [escapeGlob(name)] : []),
      ...(folders.length > 0 ? [`${oneOf(folders)}/${escapeGlob(name)}`] : []),
    ];
  });
}

/** The beginning of a glob for what is in a folder. */
export function folderGlob(dir: string): string {
  return dir === '.' ? '' : `${escapeGlob(dir)}/`;
}

/** The same for some folders: one for all that are not the root. */
export function foldersGlob(dirs: readonly string[]): string[] {
  const folders = dirs.filter((dir) => dir !== '.');
  return [...(dirs.includes('.') ? [''] : []), ...(folders.length > 0 ? [`${oneOf(folders)}/`] : [])];
}

function oneOf(folders: readonly string[]): string {
  return folders.length === 1 ? escapeGlob(folders[0]!) : `{${folders.map(escapeGlob).join(',')}}`;
}

function groupBy(items: readonly string[], keyOf: (item: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

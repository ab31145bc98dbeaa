import { posix } from 'node:path';
import { escapeGlob } from '../../inputs';
import { COMPILED_EXTENSIONS } from '../source';
import type { Place } from './package-graph';

// Few globs instead of many: Nx matches every file of the workspace against every one.

const COMPILED = `*.{${COMPILED_EXTENSIONS.join(',')}}`;

/** What Go compiles in some folders, as one glob for the packages of each project. */
export function packageGlobs(places: readonly Place[]): string[] {
  const groups = groupBy(places, ({ project }) => project ?? '.');
  return [...groups].flatMap(([root, members]) => {
    const folders = members.map(({ glob }) => glob).filter((glob) => glob !== '');
    return [
      ...(folders.length < members.length ? [`${folderGlob(root)}${COMPILED}`] : []),
      ...(folders.length > 0 ? [`${folderGlob(root)}${alternatives(folders)}/${COMPILED}`] : []),
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
  return alternatives(folders.map(escapeGlob));
}

function alternatives(globs: readonly string[]): string {
  return globs.length === 1 ? globs[0]! : `{${globs.join(',')}}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  let [last, group]: [string | undefined, T[]] = [undefined, []];
  for (const item of items) {
    const key = keyOf(item);
    // What belongs together mostly stands together.
    if (key !== last) {
      group = groups.get(key) ?? [];
      groups.set(key, group);
      last = key;
    }
    group.push(item);
  }
  return groups;
}

import { memoize, groupBy } from '../../files';
import { posix } from 'node:path';
import { escapeGlob } from '../../task-key';
import { COMPILED_EXTENSIONS } from '../../golang';

// Few globs instead of many, and short ones: Nx matches every file of the workspace against every one, for each task.

/** What Go compiles in a folder. */
export const COMPILED = `*.{${COMPILED_EXTENSIONS.join(',')}}`;

/** What Go compiles in some folders, of which the beginnings of globs are given. */
export function packageGlobs(folders: readonly string[]): string[] {
  return joined(folders).map((folder) => `${folder}${COMPILED}`);
}

/** Some files, as one glob for all names that the same folders have. */
export function fileGlobs(files: readonly string[]): string[] {
  const named = [...groupBy(files, posix.basename)].flatMap(([name, members]) =>
    foldersGlob(members.map(posix.dirname)).map((folder) => ({ folder, name: escapeGlob(name) })),
  );
  return [...groupBy(named, ({ folder }) => folder)].flatMap(([folder, members]) => {
    const names = members.map(({ name }) => name);
    return folder === '' ? names : [`${folder}${alternatives(names)}`];
  });
}

/** The beginning of a glob for what is in a folder. */
export const folderGlob = memoize((dir: string) => (dir === '.' ? '' : `${escapeGlob(dir)}/`));

/** The same for some folders: one for all below a folder of the workspace's root. */
export function foldersGlob(dirs: readonly string[]): string[] {
  return joined(dirs.map(folderGlob));
}

/** None begins with a brace: one that also ends with a brace is cut at its commas by Nx (build_glob_set). */
function joined(folders: readonly string[]): string[] {
  return [...groupBy(folders, topOf)].flatMap(([top, group]) => {
    const below = group.filter((folder) => folder !== top);
    const itself = below.length < group.length ? [top] : [];
    if (below.length === 0) return itself;
    const common = commonFolder(below);
    return [...itself, `${common}${alternatives(below.map((folder) => folder.slice(common.length, -1)))}/`];
  });
}

function topOf(folder: string): string {
  return folder.slice(0, folder.indexOf('/') + 1);
}

/** The folder that all of some folders lie in, with a slash at its end as they have one. */
function commonFolder(folders: readonly string[]): string {
  let common = parentOf(folders[0]!);
  for (const folder of folders) while (folder === common || !folder.startsWith(common)) common = parentOf(common);
  return common;
}

function parentOf(folder: string): string {
  return folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
}

function alternatives(globs: readonly string[]): string {
  return globs.length === 1 ? globs[0]! : `{${globs.join(',')}}`;
}

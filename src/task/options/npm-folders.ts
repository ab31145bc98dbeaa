import { existsSync, type Dirent } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { entriesIn, pathInFolder } from '../../files';
import { isIgnoredBy, readModFile } from '../../golang';
import { isGoFile, isPackageFolder } from './go-folders';

/** More folders are not looked into: some workspaces have a hundred thousand of npm. */
const MOST_FOLDERS = 1_000;

/** The folders of npm packages below a folder that `./...` would enter: Go knows nothing of npm (golang/go#42965). */
export function npmFolders(folder: string): string[] {
  const found = [...foldersOfNpm(folder)];
  if (found.length === 0) return found;
  const isIgnored = ignoredByModule(folder);
  return found.filter((one) => !isIgnored(one));
}

function* foldersOfNpm(folder: string): Generator<string> {
  for (const entry of entriesIn(folder)) {
    const path = join(folder, entry.name);
    if (isNpmFolder(entry)) yield path;
    else if (isPackageFolder(entry) && !isModule(path)) yield* foldersOfNpm(path);
  }
}

function isNpmFolder(entry: Dirent): boolean {
  return entry.name === 'node_modules' && entry.isDirectory();
}

/** Patterns do not lead into another module. */
export function isModule(folder: string): boolean {
  return existsSync(join(folder, 'go.mod'));
}

/** A note on Go packages of npm: what becomes of them, and what to do. */
export function npmNotes(folder: string, root: string, what: 'not tested' | 'tested, and in no cache key'): string[] {
  const found = firstPackage(npmFolders(folder));
  if (found === undefined) return [];
  return [
    `${what}: Go packages in ${relative(root, found)} and the like ('ignore node_modules' in go.mod makes Go 1.25 and later leave them out)`,
  ];
}

/** The first folder with Go files, shallow ones first; where there are too many to tell, one that may have some. */
function firstPackage(folders: readonly string[]): string | undefined {
  const queue = [...folders];
  for (let at = 0; at < queue.length && at < MOST_FOLDERS; at++) {
    const folder = queue[at]!;
    const entries = entriesIn(folder);
    if (entries.some(isGoFile)) return folder;
    const below = entries.filter((entry) => isPackageFolder(entry) || isNpmFolder(entry));
    queue.push(...below.map(({ name }) => join(folder, name)).filter((path) => !isModule(path)));
  }
  return queue[MOST_FOLDERS];
}

/** Whether the `ignore` lines of the module around a folder name another one (go help modules, go.mod). */
function ignoredByModule(folder: string): (path: string) => boolean {
  const module = moduleOf(folder);
  if (module === undefined) return () => false;
  const { ignores } = readModFile(join(module, 'go.mod'));
  return (path) => isIgnoredBy(ignores, pathInFolder(path, module) ?? path);
}

/** The folder of the go.mod that is in force for a folder. */
export function moduleOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (isModule(at)) return at;
    if (at === dirname(at)) return undefined;
  }
}

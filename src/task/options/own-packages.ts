import { join, posix, relative } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { entriesIn, isInFolder, pathInFolder } from '../../files';
import { readModFile, isInModule } from '../../golang';
import { isGoFile, isPackageFolder } from './go-folders';
import { isModule, moduleOf, npmFolders } from './npm-folders';

/**
 * The package patterns without the packages of Nx projects below this one: those have test targets of their own, with
 * their files in the key, and Nx does not count these files to the outer project. Only `./...` needs it. And without the
 * packages in folders of npm, which Go would test and Nx never looks into.
 */
export function ownPackages(patterns: readonly string[], dir: string, context: ExecutorContext): string[] {
  const nested = nestedProjects(dir, context);
  return patterns.flatMap((pattern) => {
    const folder = folderOf(pattern, dir);
    if (folder === undefined) return [pattern];
    const others = pattern === './...' ? nested : [];
    const left = [...others, ...npmFolders(folder)];
    if (left.length === 0) return [pattern];
    const own = [...expand(folder, dir, left)];
    // A project whose packages all belong to others: Go then says that nothing matches.
    return own.length > 0 ? own : [pattern];
  });
}

/** The folder of a pattern such as `./x/...`, or of one that begins with the path of the project's module. */
function folderOf(pattern: string, dir: string): string | undefined {
  const [, path] = /^((?:(?!\.\.\.).)+)\/\.\.\.$/s.exec(pattern) ?? [];
  if (path === undefined) return undefined;
  if (/^\.\.?(\/|$)/.test(path)) return join(dir, path);
  const goMod = moduleOf(dir);
  const module = goMod && readModFile(join(goMod, 'go.mod')).module;
  if (module === undefined || !isInModule(path, module)) return undefined;
  return join(goMod!, path.slice(module.length + 1));
}

/** Whether patterns are Go's to expand, which enters the folders of npm. */
export function areOpen(patterns: readonly string[], dir: string): boolean {
  const isWide = (pattern: string) => pattern === 'all' || pattern === 'work' || pattern.includes('...');
  return patterns.some((pattern) => isWide(pattern) && folderOf(pattern, dir) === undefined);
}

/** A project with a go.mod of its own is left out by Go already. */
function nestedProjects(dir: string, { root, projectsConfigurations }: ExecutorContext): string[] {
  const roots = Object.values(projectsConfigurations?.projects ?? {}).map((project) => join(root, project.root));
  return roots.filter((one) => one !== dir && isInFolder(one, dir) && !isModule(one));
}

function* expand(folder: string, dir: string, left: readonly string[]): Generator<string> {
  if (left.includes(folder)) return;
  const inside = pathInFolder(folder, dir);
  const pattern = inside === '.' ? '.' : inside === undefined ? relative(dir, folder) : `./${inside}`;
  if (!left.some((one) => isInFolder(one, folder))) {
    if (hasGoFiles(folder)) yield posix.join(pattern, '...').replace(/^(?!\.)/, './');
    return;
  }
  const entries = entriesIn(folder);
  if (entries.some(isGoFile)) yield pattern;
  for (const entry of entries) {
    const below = join(folder, entry.name);
    if (isPackageFolder(entry) && !isModule(below)) yield* expand(below, dir, left);
  }
}

function hasGoFiles(folder: string): boolean {
  const entries = entriesIn(folder);
  if (entries.some(isGoFile)) return true;
  const folders = entries.filter(isPackageFolder).map((entry) => join(folder, entry.name));
  return folders.some((below) => !isModule(below) && hasGoFiles(below));
}

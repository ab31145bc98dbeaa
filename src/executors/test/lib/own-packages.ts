import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { isIn } from './folders';
import { isGoFile, isPackageFolder, list } from './go-folders';

/**
 * The package patterns without the packages of Nx projects below this one: those have test targets of their own, with
 * their files in the key, and Nx does not count these files to the outer project. Only `./...` needs it.
 */
export function ownPackages(patterns: readonly string[], dir: string, context: ExecutorContext): string[] {
  const nested = nestedProjects(dir, context);
  if (nested.length === 0) return [...patterns];
  const own = [...expand(dir, dir, nested)];
  // A project whose packages all belong to others: Go then says that nothing matches.
  return patterns.flatMap((pattern) => (pattern === './...' && own.length > 0 ? own : [pattern]));
}

/** A project with a go.mod of its own is left out by Go already. */
function nestedProjects(dir: string, { root, projectsConfigurations }: ExecutorContext): string[] {
  const roots = Object.values(projectsConfigurations?.projects ?? {}).map((project) => join(root, project.root));
  return roots.filter((one) => one !== dir && isIn(one, dir) && !existsSync(join(one, 'go.mod')));
}

function* expand(folder: string, dir: string, nested: readonly string[]): Generator<string> {
  if (nested.includes(folder)) return;
  const pattern = folder === dir ? '.' : `./${relative(dir, folder)}`;
  if (!nested.some((one) => one !== folder && isIn(one, folder))) {
    if (hasGoFiles(folder)) yield `${pattern}/...`;
    return;
  }
  const entries = list(folder);
  if (entries.some(isGoFile)) yield pattern;
  for (const entry of entries) if (isPackageFolder(entry)) yield* expand(join(folder, entry.name), dir, nested);
}

function hasGoFiles(folder: string): boolean {
  const entries = list(folder);
  return (
    entries.some(isGoFile) || entries.filter(isPackageFolder).some((entry) => hasGoFiles(join(folder, entry.name)))
  );
}

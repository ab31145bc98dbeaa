import { join, posix } from 'node:path';
import { DependencyType, logger, type CreateDependenciesContext, type RawProjectGraphDependency } from '@nx/devkit';
import { openDisk } from './disk';
import { findModules, packageFolders, type ModuleFolders } from './go-modules';
import { isInGoTree, nearest } from './go-paths';
import { normalizePluginOptions, type PluginOptions } from './plugin-options';
import { readImports } from './read-head';

/**
 * An edge for every Go import that leads into another project: tests count, and so do files of every port and tag.
 * The edges are implicit ones: Nx keeps a static edge of a file for as long as that file does not change, and an
 * edited go.mod, go.work or option would have no effect on it.
 */
export function createDependencies(
  options: PluginOptions | undefined,
  context: CreateDependenciesContext,
): RawProjectGraphDependency[] {
  if (!normalizePluginOptions(options).inferDependencies) return [];
  const { projects, fileMap, workspaceRoot } = context;
  const files = Object.entries(fileMap.projectFileMap).flatMap(([project, list]) =>
    list.filter(({ file }) => isInGoTree(file)).map(({ file }) => ({ project, file })),
  );
  const outside = fileMap.nonProjectFiles.map(({ file }) => file).filter(isInGoTree);
  const modFiles = [...files.map(({ file }) => file), ...outside].filter((file) => /(^|\/)go\.(mod|work)$/.test(file));
  const modules = findModules(modFiles, openDisk(workspaceRoot));
  const owners = new Map(Object.entries(projects).map(([name, { root }]) => [root === '' ? '.' : root, name]));
  const edges = new Map<string, RawProjectGraphDependency>();
  for (const { project, file } of files.filter((entry) => isGoSource(entry.file))) {
    for (const target of targetsOf(join(workspaceRoot, file), file, modules, owners)) {
      if (target !== project)
        edges.set(`${project}\0${target}`, { source: project, target, type: DependencyType.implicit });
    }
  }
  return [...edges.keys()].sort().map((key) => edges.get(key)!);
}

function isGoSource(file: string): boolean {
  return file.endsWith('.go') && !/^[_.]/.test(posix.basename(file));
}

function* targetsOf(
  path: string,
  file: string,
  modules: ModuleFolders,
  owners: ReadonlyMap<string, string>,
): Generator<string> {
  const read = readImports(path);
  if ('unreadable' in read) {
    logger.warn(`nx-go-cross: ${file} cannot be read (${read.unreadable}), its imports are missing in the graph.`);
    return;
  }
  for (const importPath of read.imports) {
    for (const folder of packageFolders(importPath, modules)) {
      const root = folder.startsWith('..') ? undefined : nearest(folder, owners);
      if (root !== undefined) yield owners.get(root)!;
    }
  }
}

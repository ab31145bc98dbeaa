import { posix } from 'node:path';
import type { ConfiguredGraph } from './configured-graph';
import type { PackageGraph } from './package-graph';

/** The folders of the workspace that a target's package patterns select (go help packages). */
export interface TestedPackages {
  /** Of the project itself. */
  readonly own: readonly string[];
  /** Of other projects: their tests and data count too. */
  readonly foreign: readonly string[];
}

/** Patterns that lead out of the workspace, to packages of the module cache, select nothing here. */
export function testedPackages(
  root: string,
  module: string,
  patterns: readonly string[],
  graph: PackageGraph,
  configured: ConfiguredGraph,
): TestedPackages {
  const own = graph.ownPackages(root);
  if (patterns.length === 1 && patterns[0] === './...') return { own, foreign: [] };
  const isOwn = new Set(own);
  const selected = patterns.flatMap((pattern) => select(root, module, pattern, graph, configured));
  const foreign = [...new Set(selected)].filter((dir) => !isOwn.has(dir) && graph.projectOf(dir) !== root);
  return {
    own: patterns.some((pattern) => pattern.startsWith('.')) ? own : own.filter((dir) => selected.includes(dir)),
    foreign,
  };
}

function select(
  root: string,
  module: string,
  pattern: string,
  graph: PackageGraph,
  configured: ConfiguredGraph,
): readonly string[] {
  const isTree = pattern.endsWith('/...');
  const path = isTree ? pattern.slice(0, -'/...'.length) : pattern;
  if (/^\.\.?(\/|$)/.test(path)) {
    const dir = posix.join(root, path).replace(/(?<=.)\/$/, '');
    // The project's own packages: those of a project below it are tested there.
    if (dir === root && isTree) return graph.ownPackages(root);
    return isTree
      ? graph.below(dir, graph.files.moduleOf(dir) ?? module)
      : [dir].filter((one) => graph.index.packages.has(one));
  }
  const dir = configured.resolve(path) ?? configured.context.modules.get(path);
  if (dir === undefined) return [];
  return isTree
    ? graph.below(dir, graph.files.moduleOf(dir) ?? module)
    : [dir].filter((one) => graph.index.packages.has(one));
}

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
  // As Go reads them: without a slash at the end.
  const cleaned = patterns.map((pattern) => pattern.replace(/(?<=.)\/+$/, ''));
  const selected = cleaned.flatMap((pattern) => select(root, module, pattern, graph, configured));
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
  if (/^\.\.?(\/|$)/.test(pattern)) return selectByFolder(root, module, pattern, graph);
  const isMatch = MODULE_WORDS.has(pattern) ? () => true : importPathTest(pattern);
  if (isMatch !== undefined) return selectByPath(isMatch, graph, configured);
  const dir = configured.resolve(pattern) ?? configured.context.modules.get(pattern);
  return dir !== undefined && graph.index.packages.has(dir) ? [dir] : [];
}

/** Words for the packages of all main modules and, with `all`, what they are made of; none of them is left out here. */
const MODULE_WORDS: ReadonlySet<string> = new Set(['all', 'work']);

/** What `./…` and `../…` mean from a project's folder. */
function selectByFolder(root: string, module: string, pattern: string, graph: PackageGraph): readonly string[] {
  const path = posix.join(root, pattern);
  // The project's own packages: those of a project below it are tested there.
  if (path === posix.join(root, '...')) return graph.ownPackages(root);
  const isMatch = importPathTest(path);
  if (isMatch === undefined) return graph.index.packages.has(path) ? [path] : [];
  const dir = posix.dirname(`${path.split('...', 1)[0]}x`);
  return graph.below(dir, graph.files.moduleOf(dir) ?? module).filter(isMatch);
}

/** A pattern of import paths means packages of the main modules and of those that they replace, wherever these lie. */
function selectByPath(isMatch: (path: string) => boolean, graph: PackageGraph, { context }: ConfiguredGraph): string[] {
  return [...context.modules].flatMap(([path, dir]) =>
    graph.below(dir, dir).filter((one) => isMatch(posix.join(path, posix.relative(dir, one)))),
  );
}

/** `...` stands for any text, and `/...` at the end for none as well (cmd/internal/pkgpattern). */
function importPathTest(pattern: string): ((path: string) => boolean) | undefined {
  if (!pattern.includes('...')) return undefined;
  const text = pattern.split('...').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${text.join('.*').replace(/\/\.\*$/, '(/.*)?')}$`);
  return (path) => expression.test(path);
}

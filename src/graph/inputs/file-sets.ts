import { posix } from 'node:path';
import { escapeGlob } from '../../task-key';
import {
  isTestFile,
  type Closure,
  type ConfiguredGraph,
  isEmbedded,
  type PackageGraph,
  type Place,
} from '../../golang';
import { COMPILED, folderGlob, packageGlobs } from './globs';
import { nameFilter } from './name-filter';
import { takenOut } from './taken-out';

/** What a project's tests can see of the project itself: everything but the files of other ports. */
export function ownFiles(root: string, graph: PackageGraph, configured: ConfiguredGraph): string[] {
  if (isPattern(root)) return [`{workspaceRoot}/${escapeGlob(root)}/**/*`];
  const names = nameFilter(graph, configured);
  const kept = graph.packagesBelow(root).flatMap((dir) => {
    const one = graph.graphs.packages.at(dir);
    return [...names.survivors(one), ...embeddedNames(dir, configured.facts(one).testEmbeds, graph)];
  });
  const data = graph.dataBelow(root).filter((file) => !configured.isVendored(file));
  const excluded = names.excluded([...kept, ...data]);
  return ['{projectRoot}/**/*', ...excluded.map((name) => `!{projectRoot}/**/${name}`)];
}

/**
 * Whether a project's folder has a name that is a pattern, such as `[a]`, `{a,b}` or `{projectRoot}`. Nx puts it in the
 * place of `{projectRoot}` and takes the whole for a glob, which then means other folders or none.
 */
export function isPattern(root: string): boolean {
  return escapeGlob(root) !== root;
}

/** Files that globs for names must not take away, and globs for what is seen besides what Go compiles. */
interface BeyondNames {
  readonly kept: readonly string[];
  readonly extra: readonly string[];
}

/**
 * What tests can see of the packages that they import: what Go compiles and embeds, no tests, no documents. `embedded` is
 * what their own packages embed of other projects.
 */
export function importedFiles(
  packages: readonly Place[],
  graph: PackageGraph,
  configured: ConfiguredGraph,
  declared: readonly string[],
  embedded: BeyondNames,
): string[] {
  if (packages.length === 0) return inWorkspace(embedded.extra);
  const beyond = beyondNames(packages, graph, configured);
  const kept = [...beyond.kept, ...embedded.kept];
  const negations = [...nameFilter(graph, configured).excluded(kept), ...(kept.some(isTestFile) ? [] : ['*_test.go'])];
  // A vendor folder is an input as a whole.
  const listed =
    configured.context.vendor === undefined ? packages : packages.filter(({ dir }) => !configured.isVendored(dir));
  const folders = takenOut(
    listed.map(({ dir }) => dir),
    declared,
  );
  const globs = listed.map(({ dir }) => folderGlob(dir));
  return [
    ...inWorkspace([...packageGlobs(globs), ...beyond.extra, ...embedded.extra]),
    ...folders.flatMap((folder) => negations.map((name) => `!{workspaceRoot}/${folder}${name}`)),
  ];
}

function inWorkspace(globs: readonly string[]): string[] {
  return globs.map((glob) => `{workspaceRoot}/${glob}`);
}

function beyondNames(packages: readonly Place[], graph: PackageGraph, configured: ConfiguredGraph): BeyondNames {
  const kept: string[] = [];
  const extra: string[] = [];
  const { survivors } = nameFilter(graph, configured);
  for (const one of packages) {
    const { embeds, usesCgo } = configured.facts(one);
    const glob = folderGlob(one.dir);
    const names = survivors(one);
    if (names.length > 0) kept.push(...names);
    if (embeds.length > 0) {
      kept.push(...embeddedNames(one.dir, embeds, graph));
      extra.push(...embeddedGlobs(glob, embeds));
    }
    // A C compiler may read any file below the folder, whatever its name.
    if (usesCgo) extra.push(`${glob}**/*`);
  }
  return { kept, extra };
}

/**
 * What a project's own packages embed of projects below it: Nx does not count these files to the outer project. A file
 * is one of a project above it only; what is in a folder, and what a pattern matches, may belong to anybody.
 */
export function embeddedOfOthers(root: string, graph: PackageGraph, configured: ConfiguredGraph): BeyondNames {
  const kept: string[] = [];
  const extra: string[] = [];
  for (const dir of graph.ownPackages(root)) {
    const one = graph.graphs.packages.at(dir);
    const patterns = configured.facts(one).testEmbeds.filter((pattern) => {
      const path = posix.join(dir, pattern);
      const mayHoldProjects = /[*?[\\]/.test(pattern) || graph.files.disk.isFolder(path);
      return mayHoldProjects || graph.projectOf(path) !== root;
    });
    if (patterns.length === 0) continue;
    kept.push(...embeddedNames(dir, patterns, graph));
    extra.push(...embeddedGlobs(folderGlob(dir), patterns));
  }
  return { kept, extra };
}

/**
 * Globs for what Go reads of the packages that tests are made of, for outputs of other tasks: generated code, embedded
 * build outputs, test data. Nothing else, such as the results of other tests, which differ with every run.
 */
export function builtFiles(
  root: string,
  { packages, missing }: Closure,
  graph: PackageGraph,
  configured: ConfiguredGraph,
): string[] {
  const own = folderGlob(root);
  const others = packages.filter((one) => graph.placeOf(one).project !== root);
  return [
    `${own}**/${COMPILED}`,
    `${own}**/testdata/**/*`,
    ...packageGlobs([...others.map((one) => folderGlob(one.dir)), ...missing.map(folderGlob)]),
    ...packages.flatMap((one) => {
      const { embeds, testEmbeds } = configured.facts(one);
      return embeddedGlobs(folderGlob(one.dir), graph.placeOf(one).project === root ? testEmbeds : embeds);
    }),
  ];
}

function embeddedGlobs(folder: string, patterns: readonly string[]): string[] {
  return patterns.flatMap((pattern) => [`${folder}${pattern}`, `${folder}${pattern}/**/*`]);
}

/** The embedded files of a package whose names a glob for names could take away. */
function embeddedNames(dir: string, patterns: readonly string[], graph: PackageGraph): string[] {
  if (patterns.length === 0) return [];
  const compiled = graph
    .packagesBelow(dir)
    .flatMap((at) => graph.folder(at).compiled.map((name) => (at === '.' ? name : `${at}/${name}`)));
  const own = graph.folder(dir).compiled.map((name) => (dir === '.' ? name : `${dir}/${name}`));
  const from = dir === '.' ? 0 : dir.length + 1;
  return [...graph.dataBelow(dir), ...compiled, ...own].filter((file) => isEmbedded(file.slice(from), patterns));
}

import { isTestFile } from '../source';
import type { ConfiguredGraph } from './configured-graph';
import { isEmbedded } from './embedded';
import { folderGlob, packageGlobs } from './globs';
import type { PackageGraph, Place } from './package-graph';
import type { PackageNode } from './package-node';
import { takenOut } from './taken-out';

/** What a project's tests can see of the project itself: everything but the files of other ports. */
export function ownFiles(root: string, graph: PackageGraph, configured: ConfiguredGraph): string[] {
  const kept = graph.packagesBelow(root).flatMap((dir) => {
    const { oddNames, testEmbeds } = configured.facts(dir);
    return [...oddNames, ...embeddedNames(dir, testEmbeds, graph)];
  });
  const data = graph.dataBelow(root).filter((file) => !configured.isVendored(file));
  const excluded = configured.excluded([...kept, ...data]);
  return ['{projectRoot}/**/*', ...excluded.map((name) => `!{projectRoot}/**/${name}`)];
}

/** A package that tests import, and where it lies. */
export type PlacedPackage = readonly [node: PackageNode, place: Place];

/** What tests can see of the packages that they import: what Go compiles and embeds, no tests, no documents. */
export function importedFiles(
  packages: readonly PlacedPackage[],
  graph: PackageGraph,
  configured: ConfiguredGraph,
  declared: readonly string[],
): string[] {
  if (packages.length === 0) return [];
  const { kept, extra } = beyondNames(packages, graph);
  const negations = [...configured.excluded(kept), ...(kept.some(isTestFile) ? [] : ['*_test.go'])];
  // A vendor folder is an input as a whole.
  const listed = packages.filter(([{ dir }]) => !configured.isVendored(dir));
  const folders = takenOut(
    listed.map(([{ dir }]) => dir),
    declared,
  );
  return [
    ...[...packageGlobs(listed.map(([, place]) => place)), ...extra].map((set) => `{workspaceRoot}/${set}`),
    ...folders.flatMap((folder) => negations.map((name) => `!{workspaceRoot}/${folder}${name}`)),
  ];
}

/** Files that globs for names must not take away, and what is seen besides what Go compiles. */
function beyondNames(packages: readonly PlacedPackage[], graph: PackageGraph) {
  const kept: string[] = [];
  const extra: string[] = [];
  for (const [{ dir, facts }] of packages) {
    const { oddNames, embeds, usesCgo } = facts;
    if (oddNames.length > 0) kept.push(...oddNames);
    if (embeds.length > 0) {
      kept.push(...embeddedNames(dir, embeds, graph));
      extra.push(...embeds.flatMap((pattern) => [`${folderGlob(dir)}${pattern}`, `${folderGlob(dir)}${pattern}/**/*`]));
    }
    // A C compiler may read any file below the folder, whatever its name.
    if (usesCgo) extra.push(`${folderGlob(dir)}**/*`);
  }
  return { kept, extra };
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

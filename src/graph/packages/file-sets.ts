import { COMPILED_EXTENSIONS } from '../source';
import type { Port } from '../../ports';
import { isBelow } from '../workspace/go-paths';
import { embeddedPatterns, isEmbedded } from './embedded';
import { excludedNames, isNotGated } from './name-filter';
import type { ConfiguredGraph, PackageGraph } from './package-graph';

const COMPILED = `*.{${COMPILED_EXTENSIONS.join(',')}}`;

/** What a project's tests can see of the project itself: everything but the files of other ports. */
export function ownFiles(root: string, port: Port, graph: PackageGraph, { selector }: ConfiguredGraph): string[] {
  const kept = [...graph.index.packages].flatMap(([dir, folder]) => {
    if (!isBelow(dir, root)) return [];
    const embeds = embeddedPatterns(folder, selector, true);
    const odd = folder.compiled.filter((name) => isNotGated(name, selector) || isEmbedded(name, embeds));
    return odd.map((name) => (dir === '.' ? name : `${dir}/${name}`));
  });
  const data = graph.index.gatedData.filter((file) => isBelow(file, root));
  return ['{projectRoot}/**/*', ...excludedNames(port, [...kept, ...data]).map((name) => `!{projectRoot}/**/${name}`)];
}

/** What tests can see of the packages that they import: what Go compiles and embeds, no tests, no documents. */
export function importedFiles(
  dirs: readonly string[],
  port: Port,
  graph: PackageGraph,
  { selector }: ConfiguredGraph,
): string[] {
  if (dirs.length === 0) return [];
  const kept: string[] = [];
  const extra: string[] = [];
  for (const dir of dirs) {
    const folder = graph.folder(dir);
    const embeds = embeddedPatterns(folder, selector, false);
    kept.push(...folder.compiled.filter((name) => isNotGated(name, selector) || isEmbedded(name, embeds)));
    extra.push(...embeds.flatMap((pattern) => [`${glob(dir)}${pattern}`, `${glob(dir)}${pattern}/**/*`]));
    // A C compiler may read any file below the folder, whatever its name.
    if (usesCgo(dir, graph, selector)) extra.push(`${glob(dir)}**/*`);
  }
  const negations = [
    ...excludedNames(port, kept),
    ...(kept.some((name) => name.endsWith('_test.go')) ? [] : ['*_test.go']),
  ];
  return [
    ...byProject(dirs, graph).map((set) => `{workspaceRoot}/${set}`),
    ...extra.map((set) => `{workspaceRoot}/${set}`),
    ...negations.map((name) => `!{workspaceRoot}/**/${name}`),
  ];
}

function usesCgo(dir: string, graph: PackageGraph, selector: FileSelectorOf): boolean {
  return [...graph.folder(dir).sources].some(
    ([name, source]) => source.imports?.includes('C') && selector.isBuilt(name, source),
  );
}

type FileSelectorOf = ConfiguredGraph['selector'];

/** One glob for the packages of each project: Nx matches every file of the workspace against every glob. */
function byProject(dirs: readonly string[], graph: PackageGraph): string[] {
  const groups = new Map<string, string[]>();
  for (const dir of [...dirs].sort()) {
    const root = graph.projectOf(dir) ?? '.';
    const rest = dir === root ? '' : root === '.' ? dir : dir.slice(root.length + 1);
    groups.set(root, [...(groups.get(root) ?? []), rest]);
  }
  return [...groups].flatMap(([root, rests]) => {
    const folders = rests.filter((rest) => rest !== '').map(escape);
    const set = folders.length === 1 ? folders[0]! : `{${folders.join(',')}}`;
    return [
      ...(rests.includes('') ? [`${glob(root)}${COMPILED}`] : []),
      ...(folders.length > 0 ? [`${glob(root)}${set}/${COMPILED}`] : []),
    ];
  });
}

/** The beginning of a glob for what is in a folder. */
function glob(dir: string): string {
  return dir === '.' ? '' : `${escape(dir)}/`;
}

/** Nx's globs have no escape that all its versions agree on: any one character stands for a special one. */
function escape(path: string): string {
  return path.replace(/[*?[\]{}()!+@,\\]/g, '?');
}

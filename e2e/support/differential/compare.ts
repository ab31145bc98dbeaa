import { normalizePluginOptions } from '../../../src/graph';
import { importsInput, namedInput } from '../../../src/graph/nodes/inputs';
import { goView, type GoView } from './go-view';
import { allFiles, pluginView, type PluginView } from './plugin-view';
import { nearest } from './nearest';
import { writeRandomWorkspace, type RandomWorkspace } from './random-workspace';

export interface Differences {
  readonly seed: number;
  readonly kind: string;
  readonly edges: number;
  readonly files: number;
  readonly differences: readonly string[];
}

/** Makes the workspace of a seed and tells where the plugin and Go disagree about it. */
export async function compare(seed: number, dir: string): Promise<Differences> {
  const workspace = writeRandomWorkspace(seed, dir);
  const { layout, options } = workspace;
  const ours = pluginView(dir, layout.projects, options);
  const direct = new Set<string>();
  const reached = new Set<string>();
  const possible = new Set<string>();
  const differences: string[] = [];
  let files = 0;
  for (const target of normalizePluginOptions(options).ports) {
    for (const [root, view] of await goView(workspace, target)) {
      addEdges(direct, root, view.imports, workspace);
      addEdges(reached, root, view.closure, workspace);
      addEdges(possible, root, view.gaps, workspace);
      differences.push(...fileDifferences(root, target.id, view, ours, workspace));
      files += view.files.size;
    }
  }
  const expected = completed(direct, reached);
  const found = new Set(ours.edges);
  differences.push(
    ...[...expected].filter((edge) => !found.has(edge)).map((edge) => `missed edge: ${edge}`),
    ...[...found].filter((edge) => !expected.has(edge) && !possible.has(edge)).map((edge) => `phantom edge: ${edge}`),
  );
  return { seed, kind: layout.kind, edges: expected.size, files, differences };
}

/** The edges that follow from folders that a project imports. */
export function addEdges(edges: Set<string>, root: string, dirs: Iterable<string>, { layout }: RandomWorkspace): void {
  for (const dir of dirs) {
    const target = nearest(dir, layout.projects);
    if (target !== undefined && target !== root) edges.add(`${root} → ${target}`);
  }
}

/** Direct edges, and what a project reaches that they do not lead to: through replace lines of its own. */
function completed(direct: ReadonlySet<string>, reached: ReadonlySet<string>): Set<string> {
  const pairs = [...direct].map((edge) => edge.split(' → ') as [string, string]);
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean =>
    pairs.some(([source, target]) => {
      if (source !== from || seen.has(target)) return false;
      seen.add(target);
      return target === to || leadsTo(target, to, seen);
    });
  const missing = [...reached].filter((edge) => !leadsTo(...(edge.split(' → ') as [string, string])));
  return new Set([...direct, ...missing]);
}

function fileDifferences(
  root: string,
  id: string,
  view: GoView,
  ours: PluginView,
  workspace: RandomWorkspace,
): string[] {
  const { projects } = workspace.layout;
  const [own, imports] = [namedInput(id), importsInput(id)];
  const missed = [...view.files].filter((file) => !ours.holds(root, own, file) && !ours.holds(root, imports, file));
  const imported = new Set([...view.closure].filter((dir) => nearest(dir, projects) !== root));
  // Every package has a zz.go that every port compiles. A package that uses cgo or embeds a folder brings what is below it, a
  // vendor folder all of itself.
  const isBelow = (dir: string) => [...imported].some((one) => one === '.' || dir.startsWith(`${one}/`));
  const phantom = allFiles(workspace.dir)
    .filter((file) => file.endsWith('/zz.go') && !/(^|\/)vendor\//.test(file) && ours.holds(root, imports, file))
    .map((file) => file.slice(0, -'/zz.go'.length))
    .filter((dir) => !imported.has(dir) && !isBelow(dir) && !view.gaps.has(dir));
  return [
    ...missed.map((file) => `missed file: ${root} ${id} ${file}`),
    ...phantom.map((dir) => `phantom package: ${root} ${id} ${dir}`),
  ];
}

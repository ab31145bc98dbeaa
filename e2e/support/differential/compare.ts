import { appendFileSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { knownSources, normalizePluginOptions, readOverrides, unseenDigests } from '../../../src/graph';
import { importsInput, namedInput } from '../../../src/graph/inputs/inputs';
import { goView, type GoView } from './go-view';
import { allFiles, pluginView, type PluginView } from './plugin-view';
import { nearest } from './nearest';
import { requires } from './third-parties';
import { writeRandomWorkspace, type RandomWorkspace } from './random-workspace';
import { unseenVariable } from '../../../src/task-key';

export interface Differences {
  readonly seed: number;
  readonly kind: string;
  readonly edges: number;
  /** Edges that lead through modules from elsewhere alone, and those that only these could prove or disprove. */
  readonly throughThirdParties: number;
  readonly unproved: number;
  readonly files: number;
  readonly differences: readonly string[];
}

/** Makes the workspace of a seed and tells where the plugin and Go disagree about it. */
export async function compare(seed: number, dir: string): Promise<Differences> {
  const workspace = await writeRandomWorkspace(seed, dir);
  const { layout, options } = workspace;
  const isIgnored = (file: string) => workspace.ignored.some((folder) => file.startsWith(`${folder}/`));
  const ours = pluginView(dir, layout.projects, options, isIgnored);
  const [direct, through, reached, possible, unproved] = [
    new Set(),
    new Set(),
    new Set(),
    new Set(),
    new Set(),
  ] as Set<string>[];
  const differences: string[] = [];
  const seen: Seen[] = [];
  let files = 0;
  for (const target of normalizePluginOptions(options).ports) {
    for (const [root, view] of await goView(workspace, target)) {
      addEdges(direct!, root, view.imports, workspace);
      addEdges(through!, root, view.through, workspace);
      addEdges(reached!, root, view.closure, workspace);
      addEdges(possible!, root, view.gaps, workspace);
      const behind = behindThirdParties(view, workspace);
      addEdges(unproved!, root, behind, workspace);
      const about = { root, id: target.id, view, behind };
      seen.push(about);
      differences.push(...fileDifferences(about, ours, workspace).filter((one) => !isIgnored(one.split(' ').at(-1)!)));
      files += view.files.size;
    }
  }
  differences.push(...ignoredDifferences(seen, workspace, isIgnored));
  const found = new Set(ours.edges);
  const expected = completed(completed(direct!, through!), reached!);
  // How a project gets to what it reaches without importing it is left to the plugin.
  const missed = [...expected].filter((edge) => !found.has(edge) && (direct!.has(edge) || !leadsTo(edge, found)));
  const others = [...found].filter((edge) => !expected.has(edge) && !possible!.has(edge));
  differences.push(
    ...missed.map((edge) => `missed edge: ${edge}`),
    ...others.filter((edge) => !unproved!.has(edge)).map((edge) => `phantom edge: ${edge}`),
  );
  return {
    seed,
    kind: layout.kind,
    edges: expected.size,
    throughThirdParties: [...through!].filter((edge) => !direct!.has(edge)).length,
    unproved: others.filter((edge) => unproved!.has(edge)).length,
    files,
    differences,
  };
}

/**
 * The packages of modules that go.mod files require where tests import modules from elsewhere, and of those that these
 * require: which of them the modules from elsewhere import, the workspace does not say (docs/cache.md).
 */
function behindThirdParties({ leaving, own }: GoView, { dir, layout }: RandomWorkspace): string[] {
  if (leaving.size === 0) return [];
  const speaking = new Set([...leaving, own]);
  const behind = new Set<string>();
  for (const module of speaking) {
    const text = readFileSync(join(dir, module, 'go.mod'), 'utf8');
    for (const other of layout.modules.filter(({ path }) => requires(text, path))) {
      behind.add(other.dir);
      speaking.add(other.dir);
    }
  }
  const owners = layout.modules.map((module) => module.dir);
  return allFiles(dir)
    .filter((file) => file.endsWith('/zz.go') && behind.has(nearest(posix.dirname(file), owners) ?? ''))
    .map((file) => posix.dirname(file));
}

/** The edges that follow from folders that a project imports. */
export function addEdges(edges: Set<string>, root: string, dirs: Iterable<string>, { layout }: RandomWorkspace): void {
  for (const dir of dirs) {
    const target = nearest(dir, layout.projects);
    if (target !== undefined && target !== root) edges.add(`${root} → ${target}`);
  }
}

/** Some edges, and what a project reaches that they do not lead to: through replace lines of its own. */
function completed(edges: ReadonlySet<string>, reached: ReadonlySet<string>): Set<string> {
  return new Set([...edges, ...[...reached].filter((edge) => !leadsTo(edge, edges))]);
}

/** Whether some edges lead from the one end of an edge to the other. */
function leadsTo(edge: string, edges: ReadonlySet<string>): boolean {
  const pairs = [...edges].map((one) => one.split(' → ') as [string, string]);
  const [from, to] = edge.split(' → ');
  const seen = new Set([from]);
  for (const at of seen) for (const [source, target] of pairs) if (source === at) seen.add(target);
  seen.delete(from);
  return seen.has(to);
}

/** What Go says about a project's tests for a port, and what only modules from elsewhere could say. */
interface Seen {
  readonly root: string;
  readonly id: string;
  readonly view: GoView;
  readonly behind: readonly string[];
}

/** Nx does not hash what git ignores: an edit there must change the variable of all that see it, and no other. */
function ignoredDifferences(
  seen: readonly Seen[],
  { dir, layout, ignored, options }: RandomWorkspace,
  isIgnored: (file: string) => boolean,
): string[] {
  const digests = () =>
    unseenDigests(dir, {
      settings: { plugins: [{ plugin: 'nx-go-cross', options }] },
      ignored: ignored.map((folder) => `${folder}/`),
      isIgnored,
      overrides: readOverrides([], { goflags: '' }),
      known: knownSources(dir).sources,
    });
  return ignored.flatMap((folder) => {
    const file = `${folder}/zz.go`;
    const before = digests();
    appendFileSync(join(dir, file), '\n// edited\n');
    const after = digests();
    return seen.flatMap(({ root, id, view, behind }) => {
      const isOther = before[unseenVariable(root, id)] !== after[unseenVariable(root, id)];
      const isTested = view.closure.size > 0;
      const isData = isTested && /(^|\/)testdata\//.test(file) && nearest(folder, layout.projects) === root;
      if (isOther === (isData || view.files.has(file)) || (isOther && behind.length > 0)) return [];
      return [`${isOther ? 'phantom' : 'missed'} ignored file: ${root} ${id} ${file}`];
    });
  });
}

function fileDifferences({ root, id, view, behind }: Seen, ours: PluginView, workspace: RandomWorkspace): string[] {
  const { projects } = workspace.layout;
  const [own, imports] = [namedInput(id), importsInput(id)];
  const missed = [...view.files].filter((file) => !ours.holds(root, own, file) && !ours.holds(root, imports, file));
  const imported = new Set([...view.closure].filter((dir) => nearest(dir, projects) !== root));
  // Every package has a zz.go that every port compiles. A package that uses cgo or embeds a folder brings what is below it, a
  // vendor folder all of itself.
  // What lies behind a package that modules from elsewhere may import counts, too.
  const isBehind = () => behind.length > 0;
  const isBelow = (dir: string) => [...imported].some((one) => one === '.' || dir.startsWith(`${one}/`));
  const phantom = allFiles(workspace.dir)
    .filter((file) => file.endsWith('/zz.go') && !/(^|\/)vendor\//.test(file) && ours.holds(root, imports, file))
    .map((file) => file.slice(0, -'/zz.go'.length))
    .filter((dir) => !imported.has(dir) && !isBelow(dir) && !view.gaps.has(dir) && !isBehind());
  return [
    ...missed.map((file) => `missed file: ${root} ${id} ${file}`),
    ...phantom.map((dir) => `phantom package: ${root} ${id} ${dir}`),
  ];
}

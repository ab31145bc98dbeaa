import type { ProjectConfiguration } from '@nx/devkit';
import { findPort, portFromOptions, type PortOptions } from '../../ports';
import { testedPackages, type Package, type PackageGraph } from '../../golang';
import type { PortTarget } from '../options/port-target';
import type { TestSetup } from '../options/target-setups';
import { readTestOptions } from '../options/test-options';
import { memoize } from '../../files';

type Edge = readonly [source: string, target: string];
/** What of it decides which packages the tests reach. */
type Reach = Pick<TestSetup, 'config' | 'packages'>;

const TEST_EXECUTORS = new Set(['nx-go-cross:test', 'nx-go-cross:check', 'nx-go-cross:test-binaries']);

/**
 * The edges between projects, sorted: direct imports, what else files of the project import through modules from
 * elsewhere, and whatever else a project's tests reach that these do not.
 */
export function projectEdges(
  projects: Readonly<Record<string, ProjectConfiguration>>,
  ports: readonly PortTarget[],
  graph: PackageGraph,
): Edge[] {
  const names = new Map(Object.entries(projects).map(([name, { root }]) => [root === '' ? '.' : root, name]));
  const nameOf = (root: string | undefined) => names.get(root ?? '');
  const [direct, through, reached, beyond] = [new Map(), new Map(), new Map(), new Map()] as [
    Edges,
    Edges,
    Edges,
    Edges,
  ];
  const setupsOf = projectSetups(ports);
  for (const [name, project] of Object.entries(projects)) {
    const root = project.root === '' ? '.' : project.root;
    const found = reachedProjects(root, setupsOf(project), graph);
    const named = (roots: Roots) =>
      new Set([...roots].flatMap((one) => nameOf(one) ?? []).filter((one) => one !== name));
    direct.set(name, named(found.direct));
    through.set(name, named(found.through));
    reached.set(name, named(found.reached));
    beyond.set(name, named(found.beyond));
  }
  return sorted(completed(completed(completedSparingly(direct, through), reached), beyond));
}

/** All that counts of a project's targets here. */
export function testTargets({ targets = {} }: ProjectConfiguration) {
  return Object.values(targets)
    .filter(({ executor }) => TEST_EXECUTORS.has(executor ?? ''))
    .map(({ options, configurations, dependsOn }) => ({ options, configurations, dependsOn }));
}

/** What a project's targets say; one without test targets is seen as every port of the plugin builds it. */
function projectSetups(ports: readonly PortTarget[]): (project: ProjectConfiguration) => readonly Reach[] {
  // Most projects have the same targets.
  const known = memoize((options: string) => setupOf(JSON.parse(options) as PortOptions));
  return (project) => {
    const own = testTargets(project).flatMap(({ options, configurations = {} }) =>
      [{}, ...Object.values(configurations)].flatMap((one) => known(JSON.stringify({ ...options, ...one }))),
    );
    return own.length > 0 ? own : ports;
  };
}

function setupOf(options: PortOptions): Reach[] {
  // A wrong port in project.json is the executor's to report; the graph must stay whole.
  const { goos = 'linux' } = options;
  const goarch = String(options.goarch);
  if (findPort({ goos, goarch }) === undefined) return [];
  try {
    return [readTestOptions(portFromOptions(options), options as Readonly<Record<string, unknown>>)];
  } catch {
    return [readTestOptions({ goos, goarch }, options as Readonly<Record<string, unknown>>)];
  }
}

type Roots = Set<string | undefined>;

function reachedProjects(root: string, setups: readonly Reach[], graph: PackageGraph) {
  const found = { direct: new Set(), through: new Set(), reached: new Set(), beyond: new Set() } as Record<
    'direct' | 'through' | 'reached' | 'beyond',
    Roots
  >;
  const { direct, through, reached, beyond } = found;
  const add = (projects: Roots, packages: readonly Package[]) => {
    for (const one of packages) projects.add(graph.placeOf(one).project);
  };
  const module = graph.files.moduleOf(root);
  if (module === undefined) return found;
  for (const { config, packages } of setups) {
    const configured = graph.configure(module, config);
    const { own, foreign } = testedPackages(root, module, packages, graph, configured);
    const closure = configured.closure([...own, ...foreign]);
    for (const dir of foreign) direct.add(graph.projectOf(dir));
    for (const dir of own) add(direct, configured.importsByTests(dir));
    for (const one of closure.direct) {
      const { project } = graph.placeOf(one);
      reached.add(project);
      // Packages below testdata and the like, too: what a file imports, the project that it lies in depends on.
      if (project === root) add(direct, configured.importsOf(one));
    }
    for (const dir of closure.missing) reached.add(graph.projectOf(dir));
    if (closure.leaving.length === 0) continue;
    if (closure.leaving.some((one) => graph.placeOf(one).project === root))
      add(through, configured.thirdParties.behind(module));
    add(beyond, closure.packages);
  }
  return found;
}

type Edges = Map<string, Set<string>>;

/**
 * With what projects reach besides. A module resolves its imports by its own `replace` lines, its importers by theirs:
 * what a project reaches may then not follow from the edges of the others, and gets an edge of its own.
 */
function completed(edges: Edges, reached: Edges): Edges {
  const complete = (source: string, targets: Set<string>) => {
    const open = [...reached.get(source)!].filter((target) => !targets.has(target));
    if (open.length === 0) return targets;
    const followed = follow([source], edges);
    return new Set([...targets, ...open.filter((target) => !followed.has(target))]);
  };
  return new Map([...edges].map(([source, targets]) => [source, complete(source, targets)]));
}

/** The same with as few edges as possible, of those that go.mod files alone speak for. */
function completedSparingly(edges: Edges, reached: Edges): Edges {
  const all = completed(edges, reached);
  const spare = (source: string, targets: Set<string>) => {
    const added = new Set([...targets].filter((target) => !edges.get(source)!.has(target)).sort());
    for (const target of added) {
      const others = [...added].filter((other) => other !== target);
      if (follow(others, edges).has(target)) added.delete(target);
    }
    return new Set([...edges.get(source)!, ...added]);
  };
  return new Map([...all].map(([source, targets]) => [source, spare(source, targets)]));
}

function sorted(edges: Edges): Edge[] {
  const pairs = [...edges].flatMap(([source, targets]) => [...targets].map((target) => [source, target] as const));
  return pairs.sort(([a, b], [c, d]) => compare(a, c) || compare(b, d));
}

function follow(sources: readonly string[], edges: Edges): Set<string> {
  const seen = new Set<string>();
  const queue = [...sources];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const target of edges.get(at) ?? []) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return seen;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

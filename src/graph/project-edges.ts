import type { ProjectConfiguration } from '@nx/devkit';
import { findPort, portFromOptions, type PortOptions } from '../ports';
import { testedPackages, type Package, type PackageGraph } from './packages';
import type { PortTarget } from './plugin-options';
import { readTestOptions } from './test-options';
import { remembered } from './workspace/remembered';

type Edge = readonly [source: string, target: string];
type TestSetup = Pick<PortTarget, 'config' | 'packages'>;

const TEST_EXECUTORS = new Set(['nx-go-cross:test', 'nx-go-cross:check', 'nx-go-cross:test-binaries']);

/** The edges between projects, sorted: direct imports, and whatever else a project's tests reach that these do not. */
export function projectEdges(
  projects: Readonly<Record<string, ProjectConfiguration>>,
  ports: readonly PortTarget[],
  graph: PackageGraph,
): Edge[] {
  const names = new Map(Object.entries(projects).map(([name, { root }]) => [root === '' ? '.' : root, name]));
  const nameOf = (root: string | undefined) => names.get(root ?? '');
  const direct = new Map<string, Set<string>>();
  const reached = new Map<string, Set<string>>();
  const setupsOf = projectSetups(ports);
  for (const [name, project] of Object.entries(projects)) {
    const root = project.root === '' ? '.' : project.root;
    const found = reachedProjects(root, setupsOf(project), graph, nameOf);
    for (const set of [found.direct, found.all]) set.delete(name);
    direct.set(name, found.direct);
    reached.set(name, found.all);
  }
  return complete(direct, reached);
}

/** All that counts of a project's targets here. */
export function testTargets({ targets = {} }: ProjectConfiguration) {
  return Object.values(targets)
    .filter(({ executor }) => TEST_EXECUTORS.has(executor ?? ''))
    .map(({ options, configurations }) => ({ options, configurations }));
}

/** What a project's targets say; one without test targets is seen as every port of the plugin builds it. */
function projectSetups(ports: readonly PortTarget[]): (project: ProjectConfiguration) => readonly TestSetup[] {
  // Most projects have the same targets.
  const known = remembered((options: string) => setupOf(JSON.parse(options) as PortOptions));
  return (project) => {
    const own = testTargets(project).flatMap(({ options, configurations = {} }) =>
      [{}, ...Object.values(configurations)].flatMap((one) => known(JSON.stringify({ ...options, ...one }))),
    );
    return own.length > 0 ? own : ports;
  };
}

function setupOf(options: PortOptions): TestSetup[] {
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

function reachedProjects(
  root: string,
  setups: readonly TestSetup[],
  graph: PackageGraph,
  nameOf: (root: string | undefined) => string | undefined,
) {
  const [direct, all] = [new Set<string | undefined>(), new Set<string | undefined>()];
  const module = graph.files.moduleOf(root);
  if (module === undefined) return { direct: new Set<string>(), all: new Set<string>() };
  for (const { config, packages } of setups) {
    const configured = graph.configure(module, config);
    const { own, foreign } = testedPackages(root, module, packages, graph, configured);
    const { packages: closure, missing } = configured.closure([...own, ...foreign]);
    for (const dir of foreign) direct.add(graph.projectOf(dir));
    for (const dir of own) addProjects(direct, configured.importsByTests(dir), graph);
    for (const one of closure) {
      const { project } = graph.placeOf(one);
      all.add(project);
      // Packages below testdata and the like, too: what a file imports, the project that it lies in depends on.
      if (project === root) addProjects(direct, configured.importsOf(one), graph);
    }
    for (const dir of missing) all.add(graph.projectOf(dir));
  }
  return { direct: named(direct, nameOf), all: named(all, nameOf) };
}

function addProjects(projects: Set<string | undefined>, packages: readonly Package[], graph: PackageGraph): void {
  for (const one of packages) projects.add(graph.placeOf(one).project);
}

/** The names of some projects, as far as they are there. */
function named(
  roots: ReadonlySet<string | undefined>,
  nameOf: (root: string | undefined) => string | undefined,
): Set<string> {
  return new Set([...roots].map(nameOf).filter((name) => name !== undefined));
}

/**
 * A module resolves its imports by its own `replace` lines, its importers by theirs: what a project reaches may then not
 * follow from the direct edges of the others, and gets an edge of its own.
 */
function complete(direct: ReadonlyMap<string, Set<string>>, reached: ReadonlyMap<string, Set<string>>): Edge[] {
  const edges: Edge[] = [];
  for (const [source, targets] of reached) {
    const followed = follow(source, direct);
    const missing = [...targets].filter((target) => !followed.has(target));
    edges.push(...[...new Set([...direct.get(source)!, ...missing])].map((target) => [source, target] as const));
  }
  return edges.sort(([a, b], [c, d]) => compare(a, c) || compare(b, d));
}

function follow(source: string, direct: ReadonlyMap<string, Set<string>>): Set<string> {
  const seen = new Set<string>();
  const queue = [source];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const target of direct.get(at) ?? []) {
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

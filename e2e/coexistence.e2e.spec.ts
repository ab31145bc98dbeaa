import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFull } from './support/suite';
import type { NxVersion } from './support/template';
import { Workspace } from './support/workspace';

const PEERS: readonly (readonly [string, string, NxVersion])[] = [
  ['@nx-go/nx-go', '4.1.1', '22.7.12'],
  ['@naxodev/gonx', '4.1.1', '23.3.2'],
];

const goTest = (name: string) => `package ${name}\n\nimport "testing"\n\nfunc TestIt(t *testing.T) {}\n`;
const FILES = {
  'go.work': 'go 1.23\n\nuse (\n\t./libs/core\n\t./libs/util\n\t./svc\n)\n',
  'libs/core/go.mod': 'module example.com/core\n\ngo 1.23\n',
  'libs/core/core.go': 'package core\n',
  'libs/core/core_test.go': goTest('core'),
  'libs/util/go.mod': 'module example.com/util\n\ngo 1.23\n',
  'libs/util/util.go': 'package util\n',
  'svc/go.mod': 'module example.com/svc\n\ngo 1.23\n',
  'svc/project.json': { name: 'svc' },
  'svc/svc.go': 'package svc\n\nimport _ "example.com/core"\n',
  'svc/svc_arm64.go': 'package svc\n\nimport _ "example.com/util"\n',
};
const ROOTS = ['libs/core', 'libs/util', 'svc'];

interface Node {
  readonly name: string;
  readonly data: { readonly root: string; readonly targets: Record<string, { readonly executor?: string }> };
}

/** The slow tier has both. */
const TRIED = isFull() ? PEERS : PEERS.slice(0, 1);

describe.each(TRIED)('%s %s in the same workspace, on Nx %s', (peer, version, nx) => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.create({ nx, packages: { [peer]: version }, files: FILES });
  });
  afterAll(() => workspace.remove());

  const known = new Map<string, ReturnType<typeof graphOf>>();
  /** The graph that Nx makes with these plugins, which are those of nx.json from then on. */
  function graph(plugins: readonly unknown[]) {
    workspace.write('nx.json', { analytics: false, neverConnectToCloud: true, plugins });
    const key = JSON.stringify(plugins);
    const found = known.get(key) ?? graphOf();
    known.set(key, found);
    return found;
  }

  async function graphOf() {
    const { code, output } = await workspace.nx(['graph', '--file=graph.json']);
    expect([code, output]).toEqual([0, expect.not.stringMatching(/partial|failed to process|error/i)]);
    const { nodes, dependencies } = JSON.parse(readFileSync(join(workspace.path, 'graph.json'), 'utf8')).graph;
    // Each peer has names of its own for the projects that it makes of go.mod files.
    const byRoot = Object.fromEntries(Object.values<Node>(nodes).map((node) => [node.data.root, node]));
    const rootOf = (name: string) => (nodes as Record<string, Node>)[name]!.data.root;
    const edges = Object.values<{ source: string; target: string; type: string }[]>(dependencies)
      .flat()
      .filter(({ target }) => !target.startsWith('npm:'))
      .map(({ source, target, type }) => `${rootOf(source)} → ${rootOf(target)} ${type}`);
    return { byRoot, edges };
  }

  const ours = (options: object = {}) => ({ plugin: 'nx-go-cross', options });
  const withoutType = (edges: readonly string[]) => edges.map((edge) => edge.replace(/ \w+$/, ''));

  test.each([
    ['after', [peer, ours()]],
    ['before', [ours(), peer]],
  ])('our plugin %s it: their projects and targets, our targets and edges', async (_where, plugins) => {
    const [alone, together] = [await graph([peer]), await graph(plugins)];
    expect(Object.keys(together.byRoot).sort()).toEqual(Object.keys(alone.byRoot).sort());
    for (const root of ROOTS) {
      const [theirs, both] = [alone.byRoot[root]!, together.byRoot[root]!];
      expect(both).toMatchObject({ name: theirs.name, data: { targets: theirs.data.targets } });
      expect(both.data.targets['test-arm64']).toMatchObject({ executor: 'nx-go-cross:test' });
      expect(theirs.data.targets).not.toHaveProperty('test-arm64');
    }
    expect(withoutType(together.edges)).toEqual(expect.arrayContaining(['svc → libs/core', 'svc → libs/util']));
    expect(together.edges).toEqual(expect.arrayContaining(alone.edges));
  });

  test('inferDependencies: false leaves the edges to it', async () => {
    const [alone, together] = [await graph([peer]), await graph([peer, ours({ inferDependencies: false })])];
    expect(together.edges).toEqual(alone.edges);
    expect(withoutType(together.edges)).toContain('svc → libs/core');
  });

  test('our target runs on a project that is only a go.mod', async () => {
    const { name } = (await graph([peer, ours()])).byRoot['libs/core']!;
    const { code, output } = await workspace.nx(['run', `${name}:test-amd64`]);
    expect([code, output]).toEqual([0, expect.stringContaining('runner native')]);
    expect(workspace.summary('libs/core', 'amd64')).toMatchObject({ project: name, outcome: 'passed' });
  });

  test.each(['plugin', 'explicit'])('a port more for one of its projects, and back: style %s', async (style) => {
    const { name, data } = (await graph([peer, ours()])).byRoot['libs/core']!;
    const before = workspace.read('nx.json');
    const args = ['g', 'nx-go-cross:port-targets', name, '--ports=s390x', `--style=${style}`, '--no-interactive'];
    expect(await workspace.nx(args)).toMatchObject({ code: 0 });
    const shown = JSON.parse((await workspace.nx(['show', 'project', name, '--json'])).stdout);
    expect(shown.name).toBe(name);
    expect(Object.keys(shown.targets)).toEqual(expect.arrayContaining(Object.keys(data.targets)));
    expect(shown.targets['test-s390x']).toMatchObject({
      executor: 'nx-go-cross:test',
      options: { goarch: 's390x' },
    });
    expect(workspace.exists('libs/core/project.json')).toBe(style === 'explicit');
    expect(await workspace.nx([...args, '--remove'])).toMatchObject({ code: 0 });
    expect(workspace.read('nx.json')).toBe(before);
    expect(workspace.exists('libs/core/project.json')).toBe(false);
  });
});

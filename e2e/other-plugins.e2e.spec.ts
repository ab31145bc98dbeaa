import { OUTER_VERSIONS } from './support/template';
import { Workspace } from './support/workspace';

/** Makes a project of every go.mod, as a plugin of the workspace's own may. */
const MODULES = `
const { basename, dirname } = require('node:path');
const node = (file) => ({ projects: { [dirname(file)]: { name: basename(dirname(file)) } } });
exports.name = 'modules';
exports.createNodes = exports.createNodesV2 = ['**/go.mod', (files) => files.map((file) => [file, node(file)])];
`;

const FILES = {
  'go.work': 'go 1.23\n\nuse (\n\t./lib\n\t./svc\n)\n',
  'lib/go.mod': 'module example.com/lib\n\ngo 1.23\n',
  'lib/lib.go': 'package lib\n',
  'svc/go.mod': 'module example.com/svc\n\ngo 1.23\n',
  'svc/svc_test.go':
    'package svc\n\nimport (\n\t"testing"\n\n\t_ "example.com/lib"\n)\n\nfunc TestIt(t *testing.T) {}\n',
  'tools/modules.js': MODULES,
  // Nx 22 asks for one before it loads a plugin of the workspace.
  'tsconfig.base.json': {},
};
const OURS = { plugin: 'nx-go-cross', options: { ports: ['amd64'] } };
/** Those that are projects because of their package.json alone: `private` and the workspaces of npm say nothing of them. */
const MANIFESTS = { 'lib/package.json': { name: 'lib' }, 'svc/package.json': { name: 'svc' } };

interface Graph {
  readonly nodes: Record<string, { data: { root: string; targets: Record<string, { executor?: string }> } }>;
  readonly dependencies: Record<string, { source: string; target: string }[]>;
}

describe.each(OUTER_VERSIONS)('projects that another plugin makes, on Nx %s', (nx) => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.create({ nx, files: FILES });
  });
  afterAll(() => workspace.remove());

  async function graphWith(plugins: readonly unknown[], files: Readonly<Record<string, object>> = {}) {
    workspace.write('nx.json', { analytics: false, neverConnectToCloud: true, plugins });
    for (const [file, content] of Object.entries(files)) workspace.write(file, content);
    const { code, output } = await workspace.nx(['graph', '--file=graph.json']);
    expect([code, output]).toEqual([0, expect.not.stringMatching(/nx-go-cross: |failed to process/)]);
    return (JSON.parse(workspace.read('graph.json')) as { graph: Graph }).graph;
  }

  test.each<[string, unknown[], Record<string, object>]>([
    ['its own, before ours', ['./tools/modules.js', OURS], {}],
    ['its own, after ours', [OURS, './tools/modules.js'], {}],
    ['nx/plugins/package-json, before ours', ['nx/plugins/package-json', OURS], MANIFESTS],
    ['nx/plugins/package-json, after ours', [OURS, 'nx/plugins/package-json'], MANIFESTS],
  ])('have targets and edges: %s', async (_title, plugins, files) => {
    const { nodes, dependencies } = await graphWith(plugins, files);
    for (const name of ['lib', 'svc']) {
      expect(nodes[name]!.data.root).toBe(name);
      expect(nodes[name]!.data.targets['test-amd64']?.executor).toBe('nx-go-cross:test');
      expect(nodes[name]!.data.targets).toHaveProperty('test-ports');
    }
    expect(dependencies.svc).toEqual(expect.arrayContaining([expect.objectContaining({ target: 'lib' })]));
  });

  test('are tested', async () => {
    const { code, output } = await workspace.nx(['run', 'svc:test-amd64']);
    expect([code, output]).toEqual([0, expect.stringContaining('1 package passed')]);
  });
});

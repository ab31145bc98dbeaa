import { Workspace } from './support/workspace';

const PACKAGE = (name: string, body: string) => `package ${name}\n\n${body}`;
const TEST = (name: string, value: string) =>
  PACKAGE(
    name,
    `import "testing"\n\nfunc TestValue(t *testing.T) {\n\tif ${value} != "1\\n" {\n\t\tt.Fatal("another value")\n\t}\n}\n`,
  );
const EMBED = (file: string) => `import _ "embed"\n\n//go:embed ${file}\nvar value string\n`;
const MODULE = (name: string) => `module example.com/${name}\n\ngo 1.23\n`;

/** Writes what git ignores, out of a file that belongs to no Go project. */
const GENERATE = {
  executor: 'nx:run-commands',
  cache: true,
  inputs: ['{projectRoot}/**/*'],
  outputs: ['{workspaceRoot}/generated/zz_generated.go'],
  options: {
    command:
      'printf \'package generated\\n\\nconst value = "%s\\\\n"\\n\' $(cat schema/value) > generated/zz_generated.go',
  },
};

const FILES = {
  '.gitignore': 'node_modules\ndist\n.nx\nzz_generated.go\n*.pb.txt\n',
  'nx.json': {
    analytics: false,
    neverConnectToCloud: true,
    plugins: [{ plugin: 'nx-go-cross', options: { ports: ['amd64'] } }],
  },
  'schema/project.json': { name: 'schema', targets: { generate: GENERATE } },
  'schema/value': '1\n',
  'generated/project.json': {
    name: 'generated',
    targets: { 'test-amd64': { dependsOn: [{ projects: ['schema'], target: 'generate' }] } },
  },
  'generated/go.mod': MODULE('generated'),
  'generated/doc.go': PACKAGE('generated', ''),
  'generated/value_test.go': TEST('generated', 'value'),
  'outer/project.json': { name: 'outer' },
  'outer/go.mod': MODULE('outer'),
  'outer/outer.go': PACKAGE('outer', EMBED('web/static/value')),
  'outer/outer_test.go': TEST('outer', 'value'),
  'outer/web/project.json': { name: 'web' },
  'outer/web/static/value': '1\n',
  'forced/project.json': { name: 'forced' },
  'forced/go.mod': MODULE('forced'),
  'forced/forced.go': PACKAGE('forced', EMBED('value.pb.txt')),
  'forced/forced_test.go': TEST('forced', 'value'),
  'forced/value.pb.txt': '1\n',
};

describe.each(['24.0.6', '22.7.12'] as const)('Nx %s', (nx) => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await Workspace.create({ nx, files: FILES });
    await workspace.must(['git', 'add', '-f', 'forced/value.pb.txt']);
  });
  afterAll(() => workspace.remove());

  async function tests(...more: string[]) {
    const { code } = await workspace.nx(['run-many', '-t', 'test-amd64', ...more]);
    const statuses = workspace.lastRun().map(({ taskId, cacheStatus }) => [taskId.split(':')[0]!, cacheStatus]);
    return [code, Object.fromEntries(statuses.filter(([project]) => project !== 'schema'))] as const;
  }
  const all = (status: string) => ({ forced: status, generated: status, outer: status });

  test('an edit of what another task reads, of an embedded file of a nested project and of a forced file runs them', async () => {
    expect(await tests()).toEqual([0, all('cache-miss')]);
    // As in a fresh checkout, every time.
    const fresh = () => workspace.must(['rm', '-f', 'generated/zz_generated.go']);
    await fresh();
    expect(await tests()).toEqual([0, all('local-cache-hit')]);
    for (const file of ['schema/value', 'outer/web/static/value', 'forced/value.pb.txt']) workspace.write(file, '2\n');
    await fresh();
    expect(await tests()).toEqual([1, all('cache-miss')]);
    await fresh();
    expect(await tests('--batch')).toEqual([1, all('cache-miss')]);
  });
});

import { ENTRIES, NX_JSON, PORTS, PROJECTS } from './forms/forms';
import { finalTargets, GoList, heldFiles, waitsForOutputs } from './forms/truth';
import { OUTER_VERSIONS } from './support/template';
import { isReplay, Workspace } from './support/workspace';

const LIBS = ['always', 'integration', 'extra', 'sub'];
const FILES = LIBS.map((lib) => `libs/${lib}/${lib}.go`);
const testFile = (tag: string, lib: string, name = 'svc') =>
  `${tag === '' ? '' : `//go:build ${tag}\n\n`}package ${name}\n\nimport _ "example.com/${lib}"\n`;

function workspaceFiles(): Record<string, unknown> {
  const roots = [...LIBS.map((lib) => `libs/${lib}`), ...Object.keys(PROJECTS).map((name) => `svc/${name}`)];
  return {
    'go.work': `go 1.23\n\nuse (\n${roots.map((root) => `\t./${root}\n`).join('')})\n`,
    ...Object.assign({}, ...LIBS.map(library)),
    ...Object.assign({}, ...Object.entries(PROJECTS).map(([name, form]) => projectFiles(name, form))),
  };
}

function library(name: string): Record<string, unknown> {
  return {
    [`libs/${name}/go.mod`]: `module example.com/${name}\n\ngo 1.23\n`,
    [`libs/${name}/${name}.go`]: `package ${name}\n`,
  };
}

function projectFiles(name: string, { package: inPackage, ...form }: Readonly<Record<string, unknown>>) {
  const at = `svc/${name}`;
  const generate = { executor: 'nx:noop', outputs: ['{projectRoot}/zz.go'] };
  return {
    [`${at}/go.mod`]: `module example.com/svc/${name}\n\ngo 1.23\n`,
    [`${at}/project.json`]: { name, ...form, targets: { generate, ...(form.targets as object) } },
    ...(inPackage === undefined ? {} : { [`${at}/package.json`]: { name, private: true, nx: { targets: inPackage } } }),
    [`${at}/svc_test.go`]: testFile('', 'always'),
    [`${at}/integration_test.go`]: testFile('integration', 'integration'),
    [`${at}/extra_test.go`]: testFile('extra', 'extra'),
    [`${at}/sub/sub_test.go`]: testFile('', 'sub', 'sub'),
  };
}

let workspaces: Workspace[];
let go: GoList;

beforeAll(async () => {
  const files = workspaceFiles();
  workspaces = await Promise.all(OUTER_VERSIONS.map((nx) => Workspace.create({ nx, files })));
  go = new GoList(workspaces[0]!);
});
afterAll(() => workspaces.forEach((workspace) => workspace.remove()));

/** The inputs that Nx has and those that there should be by the options that Nx has, for the targets where these differ. */
async function differences(workspace: Workspace) {
  const targets = await finalTargets(workspace);
  const rows = targets.map(async (target) => {
    // A port's test target and the one that keeps its binaries share their inputs (docs/cache.md).
    const alike = targets.filter(
      ({ project, name }) => project === target.project && portOf(name) === portOf(target.name),
    );
    const reached = (await Promise.all(alike.map((one) => go.reached(one)))).flat();
    const waits = alike.some(({ dependsOn }) => dependsOn.length > 0);
    const held = heldFiles(target, FILES).map((file) => file.slice(0, file.lastIndexOf('/')));
    return {
      task: `${target.project}:${target.name}`,
      said: JSON.stringify([target.options, target.configurations, target.dependsOn]),
      is: [...held, ...(waitsForOutputs(target) ? ['outputs'] : [])].sort(),
      should: [...new Set(reached), ...(waits ? ['outputs'] : [])].sort(),
    };
  });
  const all = await Promise.all(rows);
  return { count: all.length, differ: all.filter(({ is, should }) => is.join() !== should.join()) };
}

const portOf = (target: string) => target.replace(/^(test|keep)-/, '');

describe.each(Object.entries(NX_JSON))('nx.json says %s', (_title, { targetDefaults, test: ofTests, wider }) => {
  test.each(OUTER_VERSIONS.map((nx, index) => [nx, index] as const))(
    'the inputs are what the tests reach under the options that Nx %s merges',
    async (_nx, index) => {
      const options = { ports: PORTS, checkPorts: ['s390x'], binariesTargetName: 'keep', test: ofTests };
      const plugins = [{ plugin: 'nx-go-cross', options }];
      workspaces[index]!.write('nx.json', { analytics: false, neverConnectToCloud: true, plugins, targetDefaults });
      const { count, differ } = await differences(workspaces[index]!);
      expect(count).toBeGreaterThan(Object.keys(PROJECTS).length * 4);
      const lacking = differ.filter(({ is, should }) => should.some((one) => !is.includes(one)));
      expect(lacking).toEqual([]);
      expect(differ.filter(({ task }) => !wider?.test(task))).toEqual([]);
    },
  );
});

describe.each(Object.entries(ENTRIES))('entries that reach the same projects, %s', (_title, entries) => {
  test.each(OUTER_VERSIONS.map((nx, index) => [nx, index] as const))(
    'the inputs are what the tests reach under the options that Nx %s merges, and the aggregate has all ports',
    async (_nx, index) => {
      const workspace = workspaces[index]!;
      const plugins = entries.map((entry) => ({ plugin: 'nx-go-cross', ...entry }));
      workspace.write('nx.json', { analytics: false, neverConnectToCloud: true, plugins });
      const { count, differ } = await differences(workspace);
      expect(count).toBeGreaterThan(Object.keys(PROJECTS).length);
      expect(differ).toEqual([]);
      const { nodes } = JSON.parse(workspace.read('graph.json')).graph;
      // Others say by a glob what test-ports depends on.
      for (const name of ['nothing', 'by-name', 'tagged']) {
        const { targets } = nodes[name].data as { targets: Record<string, { dependsOn?: string[] }> };
        const tests = Object.keys(targets).filter((one) => /^test-(?!ports)/.test(one));
        expect([...(targets['test-ports']?.dependsOn ?? [])].sort()).toEqual(tests.sort());
      }
    },
  );
});

test.each(OUTER_VERSIONS.map((nx, index) => [nx, index] as const))(
  'inputs that take the place of ours are said, once and by the run, on Nx %s; with "..." they are not',
  async (nx, index) => {
    const workspace = workspaces[index]!;
    const plugins = [{ plugin: 'nx-go-cross', options: { ports: ['s390x'], checkPorts: ['amd64', 'arm64'] } }];
    const run = async (port: string, inputs: readonly string[]) => {
      const targetDefaults = { [`check-${port}`]: { inputs } };
      workspace.write('nx.json', { analytics: false, neverConnectToCloud: true, plugins, targetDefaults });
      const { code, output } = await workspace.nx(['run', `nothing:check-${port}`]);
      expect([code, output]).toEqual([0, expect.any(String)]);
      return output;
    };
    const narrow = await run('amd64', ['default', '^default']);
    expect(narrow.split('nx-go-cross: the inputs that nx.json or project.json give ')).toHaveLength(2);
    expect(narrow).toContain(nx.startsWith('22') ? 'Add these to them, or' : 'Add "..." to them, or');
    expect(narrow).toMatch(
      /^ {2}its inputs are not those of nx-go-cross, and leave out .*"goEnvironment".*: a result may/m,
    );
    expect(await run('amd64', ['default', '^default'])).toContain('nx-go-cross: the inputs that ');
    if (!nx.startsWith('22')) expect(await run('arm64', ['...', 'default'])).not.toMatch(/inputs that|its inputs/);
  },
);

/** Adds a tag to a target that nx-go-cross has inferred. */
const OTHER_PLUGIN = `
const { dirname } = require('node:path');
const nodes = (file) => ({ projects: { [dirname(file)]: { targets: { 'check-amd64': { options: { tags: ['extra'] } } } } } });
exports.name = 'other';
exports.createNodesV2 = exports.createNodes = ['svc/nothing/project.json', (files) => files.map((file) => [file, nodes(file)])];
`;

test.each(OUTER_VERSIONS.map((nx, index) => [nx, index] as const))(
  'what another plugin sets is said and not cached on Nx %s; other targets are',
  async (_nx, index) => {
    const workspace = workspaces[index]!;
    const options = { ports: ['s390x'], checkPorts: ['amd64', 'arm64'] };
    const plugins = [{ plugin: 'nx-go-cross', options }, './tools/other.js'];
    workspace.write('tools/other.js', OTHER_PLUGIN);
    // Nx 22 asks for one before it loads a plugin of the workspace.
    workspace.write('tsconfig.base.json', {});
    workspace.write('nx.json', { analytics: false, neverConnectToCloud: true, plugins });
    const run = (port: string) => workspace.nx(['run', `nothing:check-${port}`]);
    const [first, again] = [await run('amd64'), await run('amd64')];
    for (const { code, output } of [first, again]) {
      expect([code, output]).toEqual([0, expect.stringContaining('options of nothing:check-amd64 are not those that')]);
      expect(output).toContain('not cached: the inputs of nothing:check-amd64 were made for other options');
    }
    expect(isReplay(again)).toBe(false);
    expect([isReplay(await run('arm64')), isReplay(await run('arm64'))]).toEqual([false, true]);
  },
);

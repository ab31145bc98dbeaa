import { addProjectConfiguration, type Tree } from '@nx/devkit';
import { parse } from 'jsonc-parser';
import { minimatch } from 'minimatch';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { explicitTargets } from './explicit-targets';
import portTargetsGenerator from './port-targets';

const NX_JSON = `{
  // comments stay
  "plugins": [
    { "plugin": "nx-go-cross", "options": { "ports": ["amd64", "arm64"] } }
  ],
\t"defaultBase": "main"
}
`;

let tree: Tree;
beforeEach(() => {
  tree = createTreeWithEmptyWorkspace({ formatter: 'none' } as Parameters<typeof createTreeWithEmptyWorkspace>[0]);
  tree.write('nx.json', NX_JSON);
  addProjectConfiguration(tree, 'svc', { root: 'apps/svc' });
  tree.write('apps/svc/project.json', '{\n    "name": "svc", // the service\n    "tags": []\n}\n');
  tree.write('apps/svc/go.mod', 'module example.com/svc\n');
});

const text = (file: string) => tree.read(file, 'utf8')!;
const plugins = () => JSON.parse(text('nx.json').replace(/\/\/.*/g, '')).plugins;

describe('as plugin entries', () => {
  test('a project gets an entry with all its ports', () => {
    portTargetsGenerator(tree, { projects: 'svc', ports: 's390x,arm/6' });
    expect(plugins()[1]).toEqual({
      plugin: 'nx-go-cross',
      include: ['apps/svc/**/*'],
      options: { ports: ['amd64', 'arm64', 's390x', 'arm/6'] },
    });
    expect(text('nx.json')).toContain('// comments stay');
  });

  test.each([['s390x'], ['s390x,arm/6'], ['windows/amd64']])(
    'adding and removing %s leaves nx.json as it was',
    (ports) => {
      portTargetsGenerator(tree, { projects: 'svc', ports });
      expect(text('nx.json')).not.toBe(NX_JSON);
      portTargetsGenerator(tree, { projects: 'svc', ports, remove: true });
      expect(text('nx.json')).toBe(NX_JSON);
    },
  );

  test('removing a port that all have, and adding it again, leaves nx.json as it was', () => {
    portTargetsGenerator(tree, { projects: 'svc', ports: 'amd64', remove: true });
    expect(plugins()).toEqual([
      { plugin: 'nx-go-cross', options: { ports: ['amd64', 'arm64'] }, exclude: ['apps/svc/**/*'] },
      { plugin: 'nx-go-cross', include: ['apps/svc/**/*'], options: { ports: ['arm64'] } },
    ]);
    portTargetsGenerator(tree, { projects: 'svc', ports: 'amd64' });
    expect(text('nx.json')).toBe(NX_JSON);
  });

  test.each([
    ['the name of the plugin alone', '{ "plugins": ["nx-go-cross", "other"] }\n'],
    ['the name on a line of its own', '{\r\n\t"plugins": [\r\n\t\t"nx-go-cross", // ours\r\n\t],\r\n}'],
    ['no options', '{\n  "plugins": [{ "plugin": "nx-go-cross" }]\n}\n'],
    [
      'entries that share ports',
      '{ "plugins": ["nx-go-cross", { "plugin": "nx-go-cross", "options": { "ports": ["amd64"] } }] }',
    ],
  ])('an entry that is %s: a port less, and back', (_title, before) => {
    tree.write('nx.json', before);
    portTargetsGenerator(tree, { projects: 'svc', ports: 'amd64', remove: true });
    const less = parse(text('nx.json')).plugins.filter((entry: { plugin?: string }) => entry.plugin === 'nx-go-cross');
    expect(less[0]).toEqual({ plugin: 'nx-go-cross', exclude: ['apps/svc/**/*'] });
    expect(less.at(-1)).toEqual({ plugin: 'nx-go-cross', include: ['apps/svc/**/*'], options: { ports: ['arm64'] } });
    portTargetsGenerator(tree, { projects: 'svc', ports: 'amd64' });
    expect(text('nx.json')).toBe(before);
  });

  test('no port is written twice where several entries name it', () => {
    tree.write(
      'nx.json',
      '{ "plugins": ["nx-go-cross", { "plugin": "nx-go-cross", "options": { "ports": ["amd64"] } }] }',
    );
    portTargetsGenerator(tree, { projects: 'svc', ports: 's390x' });
    expect(plugins()[2].options.ports).toEqual(['amd64', 'arm64', 's390x']);
  });

  test('where nx.json has no plugins, a removal leaves none', () => {
    const before = '{\n  "analytics": false\n}\n';
    tree.write('nx.json', before);
    portTargetsGenerator(tree, { projects: 'svc', ports: 's390x' });
    expect(plugins()).toHaveLength(1);
    portTargetsGenerator(tree, { projects: 'svc', ports: 's390x', remove: true });
    expect(text('nx.json')).toBe(before);
  });

  test.each([
    ['the root', '.', '*'],
    ['a folder', 'apps', 'apps/*'],
  ])('a project in %s that has others below gets an entry for itself alone', (_title, root, pattern) => {
    addProjectConfiguration(tree, 'outer', { root });
    portTargetsGenerator(tree, { projects: 'outer', ports: 's390x' });
    expect(plugins()[1].include).toEqual([pattern]);
    portTargetsGenerator(tree, { projects: 'svc', ports: 's390x' });
    portTargetsGenerator(tree, { projects: ['svc', 'outer'], ports: 's390x', remove: true });
    expect(text('nx.json')).toBe(NX_JSON);
    portTargetsGenerator(tree, { projects: 'outer', ports: 'amd64', remove: true });
    expect(plugins()[0].exclude).toEqual([pattern]);
  });

  test.each(['libs/{a,b}', 'libs/@(x)', 'libs/p(r)n', '!bang', '#hash', 'libs/@acme', 'libs/a|b'])(
    'an entry for a project in %s reaches it',
    (root) => {
      addProjectConfiguration(tree, 'odd', { root });
      portTargetsGenerator(tree, { projects: 'odd', ports: 's390x' });
      const [include] = plugins()[1].include;
      const matches = (file: string) => minimatch(file, include, { dot: true });
      expect([`${root}/go.mod`, 'libs/other/go.mod'].map(matches)).toEqual([true, false]);
    },
  );

  test('a folder whose name would be a pattern', () => {
    addProjectConfiguration(tree, 'odd', { root: 'libs/[x]' });
    portTargetsGenerator(tree, { projects: 'odd', ports: 's390x' });
    const [include] = plugins()[1].include;
    expect(['libs/[x]/go.mod', 'libs/x/go.mod'].map((file) => minimatch(file, include))).toEqual([true, false]);
    portTargetsGenerator(tree, { projects: 'odd', ports: 's390x', remove: true });
    expect(text('nx.json')).toBe(NX_JSON);
  });

  test('an entry of a project under which another one was made later stays its own', () => {
    addProjectConfiguration(tree, 'outer', { root: 'libs' });
    portTargetsGenerator(tree, { projects: 'outer', ports: 's390x' });
    addProjectConfiguration(tree, 'inner', { root: 'libs/inner' });
    portTargetsGenerator(tree, { projects: 'outer', ports: 's390x', remove: true });
    expect(text('nx.json')).toBe(NX_JSON);
  });

  test('twice is once', () => {
    portTargetsGenerator(tree, { projects: 'svc', ports: 's390x' });
    const once = text('nx.json');
    portTargetsGenerator(tree, { projects: 'svc', ports: 's390x' });
    expect(text('nx.json')).toBe(once);
  });

  test('check ports, a CPU and cgo', () => {
    portTargetsGenerator(tree, {
      projects: 'svc',
      ports: 'arm/6',
      cpu: 'arm1176',
      cgo: 'static',
      checkPorts: 'windows/amd64',
    });
    expect(plugins()[1].options).toEqual({
      ports: ['amd64', 'arm64', { goos: 'linux', goarch: 'arm', goarm: '6', cpu: 'arm1176', cgo: 'static' }],
      checkPorts: ['windows/amd64'],
    });
  });
});

describe('as explicit targets', () => {
  test.each(['project.json', 'package.json'])('adding and removing leaves %s as it was', (name) => {
    if (name === 'package.json') {
      tree.delete('apps/svc/project.json');
      tree.write('package.json', '{ "workspaces": ["apps/*"] }');
    }
    const file = `apps/svc/${name}`;
    if (name === 'package.json') tree.write(file, '{\r\n\t"name": "svc",\r\n\t"version": "1.0.0"\r\n}\r\n');
    const before = text(file);
    portTargetsGenerator(tree, { projects: ['svc'], ports: ['s390x'], style: 'explicit' });
    expect(text(file)).toContain('"executor": "nx-go-cross:test"');
    portTargetsGenerator(tree, { projects: ['svc'], ports: ['s390x'], style: 'explicit', remove: true });
    expect(text(file)).toBe(before);
  });

  test("what makes the root a project stays: an empty 'nx' in its package.json", () => {
    const before = '{\n  "name": "outer",\n  "nx": {}\n}\n';
    tree.write('package.json', before);
    const change = { projects: 'outer', ports: 's390x', style: 'explicit' } as const;
    portTargetsGenerator(tree, change);
    expect(text('package.json')).not.toBe(before);
    portTargetsGenerator(tree, { ...change, remove: true });
    expect(text('package.json')).toBe(before);
  });

  describe('a project that another plugin makes of its go.mod', () => {
    const FILE = 'libs/core/project.json';
    const inferred = { root: 'libs/core', name: 'example.com/core' };
    const change = (remove: boolean) =>
      explicitTargets(tree, inferred, {
        ports: [{ id: 's390x', entry: 's390x', options: { goos: 'linux', goarch: 's390x' } }],
        checkPorts: [],
        remove,
      });

    test('gets a project.json, which goes with the last target', () => {
      const before = tree.listChanges().length;
      expect(change(false)).toEqual([`${FILE}: added target test-s390x of example.com/core.`]);
      expect(JSON.parse(text(FILE).replace(/^\/\/.*\n/, ''))).toEqual({
        name: 'example.com/core',
        targets: { 'test-s390x': { executor: 'nx-go-cross:test', options: { goos: 'linux', goarch: 's390x' } } },
      });
      change(true);
      expect([tree.exists(FILE), tree.listChanges()]).toEqual([false, expect.any(Array)]);
      expect(tree.listChanges()).toHaveLength(before);
    });

    test('what somebody added to it stays', () => {
      change(false);
      tree.write(FILE, text(FILE).replace('"targets"', '"tags": ["x"],\n  "targets"'));
      change(true);
      expect(text(FILE)).toContain('"tags": ["x"]');
      expect(text(FILE)).not.toContain('s390x');
    });

    test("a file of the user's that looks the same stays", () => {
      const mine = '{\n  "name": "example.com/core",\n  "targets": {}\n}\n';
      tree.write(FILE, mine);
      change(false);
      change(true);
      expect(text(FILE)).toBe(mine);
    });

    test('where there is nothing, nothing is removed', () => {
      expect(change(true)).toEqual([]);
      expect(tree.exists(FILE)).toBe(false);
    });
  });

  test('a check, which runs nothing, gets no CPU model: its executor has no such option', () => {
    portTargetsGenerator(tree, {
      projects: 'svc',
      checkPorts: 'windows/amd64',
      cpu: 'cortex-a53',
      cgo: 'off',
      style: 'explicit',
    });
    expect(parse(text('apps/svc/project.json')).targets['check-windows-amd64']).toEqual({
      executor: 'nx-go-cross:check',
      options: { goos: 'windows', goarch: 'amd64', cgo: 'off' },
    });
  });

  test('targets of others stay where they are', () => {
    tree.write('apps/svc/project.json', '{ "name": "svc",\n  "targets": { "build": { "command": "go build" } }\n}\n');
    const before = text('apps/svc/project.json');
    portTargetsGenerator(tree, { projects: ['svc'], ports: ['arm/6'], style: 'explicit' });
    expect(JSON.parse(text('apps/svc/project.json')).targets).toEqual({
      build: { command: 'go build' },
      'test-arm-6': { executor: 'nx-go-cross:test', options: { goos: 'linux', goarch: 'arm', goarm: '6' } },
    });
    portTargetsGenerator(tree, { projects: ['svc'], ports: ['arm/6'], style: 'explicit', remove: true });
    expect(text('apps/svc/project.json')).toBe(before);
  });
});

describe('bad input', () => {
  test.each([
    [
      'a project that is not there',
      { projects: 'nope', ports: 'arm64' },
      "There is no project 'nope' in this workspace.\n  Projects: svc.",
    ],
    ['a port that is none', { projects: 'svc', ports: 'arm65' }, "Unknown GOARCH 'arm65'"],
    ['no port', { projects: 'svc' }, 'No port was named'],
  ])('%s', (_title, schema, message) => {
    expect(() => portTargetsGenerator(tree, schema)).toThrow(message);
    expect(text('nx.json')).toBe(NX_JSON);
  });
});

import type { Input } from './flatten';
import { taskKey, type KeyFacts } from './task-key';

const FACTS: KeyFacts = {
  inputs: ['goArm64', 'goArm64Imports', 'goDeclared', { env: 'GOFLAGS' }, { externalDependencies: [] }],
  named: {
    goArm64: ['{projectRoot}/**/*', '!{projectRoot}/**/*_{amd64,s390x}{,_test}.{go,s}', '{workspaceRoot}/go.work'],
    goArm64Imports: ['{workspaceRoot}/libs/a/*.{go,s}', '!{workspaceRoot}/**/*_test.go'],
    goDeclared: [],
    sharedGlobals: ['{workspaceRoot}/tools/**/*', { env: 'CI' }],
  },
  projectRoot: 'svc',
  projects: { svc: 'svc', inner: 'svc/inner', a: 'libs/a', b: 'libs/b', root: '.' },
  dependencies: ['a', 'npm:x'],
  knowsIncludeIgnored: true,
};

const keyWith = (declared: readonly Input[], rest: Partial<KeyFacts> = {}) =>
  taskKey({ ...FACTS, named: { ...FACTS.named, goDeclared: declared }, ...rest });

describe('what is inferred', () => {
  const key = taskKey(FACTS);
  test.each([
    ['svc/x.go', true],
    ['svc/testdata/golden.txt', true],
    ['svc/.hidden', true],
    ['svc/x_amd64.go', false],
    ['svc/x_arm64.go', true],
    ['svc/inner/y.go', false],
    ['svcother/x.go', false],
    ['libs/a/a.go', true],
    ['libs/a/a_test.go', false],
    ['libs/a/README.md', false],
    ['libs/b/b.go', false],
    ['go.work', true],
    ['nx.json', true],
    ['.gitignore', true],
    ['package.json', false],
    ['shared/schema.json', false],
  ])('%s is held: %s', (file, held) => {
    expect(key.holdsFile(file, false)).toBe(held);
  });

  test('what git ignores is not, whatever a glob says', () => {
    expect([key.holdsFile('svc/local.json', true), key.holdsFile('nx.json', true)]).toEqual([false, false]);
  });

  test('variables by name', () => {
    expect(['GOFLAGS', 'API_URL'].map((name) => key.holdsVariable(name))).toEqual([true, false]);
  });
});

describe('what the user declares', () => {
  test.each<[string, Input, string, boolean]>([
    ['a file', '{workspaceRoot}/shared/schema.json', 'shared/schema.json', true],
    ['another file', '{workspaceRoot}/shared/schema.json', 'shared/other.json', false],
    ['a glob', '{workspaceRoot}/shared/**/*', 'shared/v1/schema.json', true],
    ['a fileset object', { fileset: '{workspaceRoot}/shared/*' }, 'shared/schema.json', true],
    ['a file of another port, in the project', '{projectRoot}/x_amd64.go', 'svc/x_amd64.go', false],
    ['the same from the workspace root', '{workspaceRoot}/svc/x_amd64.go', 'svc/x_amd64.go', true],
    ['a test of a library, which a negation takes out', '{workspaceRoot}/libs/a/a_test.go', 'libs/a/a_test.go', false],
    ['an extended glob, which may mean anything there', '{workspaceRoot}/shared/!(x).json', 'shared/a.json', true],
    ['an extended glob elsewhere', '{workspaceRoot}/shared/!(x).json', 'other/a.json', false],
    ['a named input of nx.json', 'sharedGlobals', 'tools/gen/main.go', true],
    ['a named input as an object', { input: 'sharedGlobals' }, 'tools/gen/main.go', true],
    ['files of the project, asked for by name', { input: 'goArm64', projects: 'self' }, 'svc/x.go', true],
    ['something of dependencies', '^default', 'libs/a/README.md', true],
    ['something of no dependency', '^default', 'libs/b/README.md', false],
    ['filesets of dependencies', { fileset: '{projectRoot}/**/*', dependencies: true }, 'libs/a/README.md', true],
    ['a project by name', { input: 'default', projects: ['b'] }, 'libs/b/README.md', true],
    ['another project by name', { input: 'default', projects: ['b'] }, 'libs/a/README.md', false],
    ['projects by a pattern', { input: 'default', projects: 'tag:x' }, 'libs/b/README.md', true],
    ['a command that names the file', { runtime: 'cat shared/schema.json' }, 'shared/schema.json', true],
    ['a command that does not', { runtime: 'date' }, 'shared/schema.json', false],
    ['outputs of other tasks', { dependentTasksOutputFiles: '**/*.wasm' }, 'dist/app/a.wasm', true],
    ['other outputs', { dependentTasksOutputFiles: '**/*.wasm' }, 'dist/app/a.js', false],
    ['a field of a JSON file', { json: '{workspaceRoot}/package.json', fields: ['version'] }, 'package.json', true],
    ['npm packages', { externalDependencies: ['x'] }, 'package.json', false],
  ])('%s', (_title, input, file, held) => {
    expect(keyWith([input]).holdsFile(file, false)).toBe(held);
  });

  test('a fileset with ignored files is out of the reach of negations', () => {
    const key = keyWith([{ fileset: '{projectRoot}/**/*_amd64.go', includeIgnored: true }]);
    expect([true, false].map((ignored) => key.holdsFile('svc/x_amd64.go', ignored))).toEqual([true, true]);
  });

  test('Nx 22 knows no ignored files', () => {
    const key = keyWith([{ fileset: '{workspaceRoot}/.env', includeIgnored: true }], { knowsIncludeIgnored: false });
    expect([key.holdsFile('.env', true), key.holdsFile('.env', false), key.canHoldIgnored]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('variables', () => {
    const key = keyWith([{ env: 'API_URL' }, 'sharedGlobals', { runtime: 'printenv REGION' }]);
    const names = ['API_URL', 'CI', 'REGION', 'OTHER'];
    expect(names.filter((name) => key.holdsVariable(name))).toEqual(['API_URL', 'CI', 'REGION']);
  });

  test('named inputs in a circle', () => {
    expect(keyWith(['goDeclared', { env: 'A' }]).holdsVariable('A')).toBe(true);
  });
});

describe('a target with inputs of its own', () => {
  test('without any, Nx takes the project and its dependencies', () => {
    const key = taskKey({ ...FACTS, inputs: undefined });
    const files = ['svc/x_amd64.go', 'libs/a/README.md', 'libs/b/b.go', 'go.work'];
    expect(files.filter((file) => key.holdsFile(file, false))).toEqual(['svc/x_amd64.go', 'libs/a/README.md']);
  });

  test.each<[readonly Input[] | undefined, boolean]>([
    [FACTS.inputs, true],
    [['sharedGlobals'], false],
    [undefined, false],
  ])('%j can be declared for: %s', (inputs, expected) => {
    expect(taskKey({ ...FACTS, inputs }).isDeclarable).toBe(expected);
  });

  test('the root project owns what no other does', () => {
    const key = taskKey({ ...FACTS, projectRoot: '.', inputs: ['{projectRoot}/**/*'] });
    expect(['x.go', 'docs/x.md', 'svc/x.go'].map((file) => key.holdsFile(file, false))).toEqual([true, true, false]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';
import { fakeDisk } from '../../golang/testdata/temp-workspace';
import { ENVIRONMENT, ENVIRONMENT_INPUT, importsInput, namedInput, testInputs } from '../../graph/inputs/inputs';
import { normalizePluginOptions } from '../../graph/options/plugin-options';
import { testSetups } from '../../graph/options/target-setups';
import { declaredInputs, digestDeclared, type DeclaredInputs } from './declared-inputs';

type Inputs = TargetConfiguration['inputs'];
type Named = Record<string, NonNullable<Inputs>>;

function contextOf(inputs: Inputs, named: Named = {}, workspaceNamed: Named = {}): ExecutorContext {
  return {
    root: '/w',
    projectName: 'svc',
    target: { inputs },
    nxJsonConfiguration: { namedInputs: workspaceNamed },
    projectsConfigurations: { version: 2, projects: { svc: { root: 'svc', namedInputs: named } } },
  } as unknown as ExecutorContext;
}

const NOTHING: DeclaredInputs = { variables: [], globs: [], others: false };

test.each<[string, Inputs, Partial<DeclaredInputs>]>([
  ['own files, which are in the digest of data files', ['{projectRoot}/**/*', '!{projectRoot}/x'], {}],
  ['sources of dependencies', ['^default', { input: 'default', dependencies: true }], {}],
  ['filesets of dependencies', [{ fileset: '{projectRoot}/**/*.go', dependencies: true }], {}],
  ['no npm packages', [{ externalDependencies: [] }], {}],
  ['a name that nobody defined', ['default'], {}],
  ['a file elsewhere', ['{workspaceRoot}/go.work'], { globs: ['go.work'] }],
  [
    'a fileset',
    [{ fileset: '{workspaceRoot}/shared/*' }, '!{workspaceRoot}/shared/x'],
    { globs: ['shared/*', '!shared/x'] },
  ],
  ['a variable', [{ env: 'TOKEN' }], { variables: ['TOKEN'] }],
  ['the machine, of which the plan knows what matters', [{ env: 'NX_GO_CROSS_MACHINE' }], {}],
  ['a command', [{ runtime: 'date' }], { others: true }],
  ['outputs of other tasks', [{ dependentTasksOutputFiles: '**/*' }], { others: true }],
  ['files of other projects', [{ input: 'default', projects: ['fixtures'] }], { others: true }],
  ['npm packages', [{ externalDependencies: ['vite'] }], { others: true }],
  ['no inputs at all', undefined, {}],
])('%s', (_title, inputs, expected) => {
  expect(declaredInputs(contextOf(inputs), [])).toEqual({ ...NOTHING, ...expected });
});

test('named inputs are followed, those of the project before those of nx.json, and never in circles', () => {
  const own: Named = { goDeclared: ['shared', { input: 'own' }], own: [{ env: 'OWN' }, 'goDeclared'] };
  const workspace: Named = { shared: ['{workspaceRoot}/shared/**/*'], own: [{ env: 'NOT_THIS' }] };
  expect(declaredInputs(contextOf(['goDeclared'], own, workspace), [])).toEqual({
    variables: ['OWN'],
    globs: ['shared/**/*'],
    others: false,
  });
});

test.each(['arm64', { goarch: 'arm64', name: '53a' }])('what is inferred for %j adds variables only', (port) => {
  const [target] = normalizePluginOptions({ ports: [port] }).ports;
  const files = ['{projectRoot}/**/*', '{workspaceRoot}/go.work', '{workspaceRoot}/libs/x/*.{go,s}'];
  const named = {
    ...{ [namedInput(target!.id)]: [...files, 'goModules'], [importsInput(target!.id)]: files, goModules: files },
    ...{ [ENVIRONMENT_INPUT]: ENVIRONMENT, goDeclared: [] },
  };
  const { variables, ...rest } = declaredInputs(
    contextOf(testInputs(target!, testSetups({}, fakeDisk({}))('svc', target!)), named),
    [],
  );
  expect(variables).toEqual(expect.arrayContaining(['GOMAXPROCS', 'QEMU_CPU']));
  expect([variables.filter((name) => name.startsWith('NX_')), rest]).toEqual([[], { globs: [], others: false }]);
});

test('variables of option env count as well', () => {
  expect(declaredInputs(contextOf([]), ['FOO']).variables).toEqual(['FOO']);
});

describe('the digest', () => {
  let root: string;
  const { NX_TASK_HASH } = process.env;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'declared-'));
    writeFileSync(join(root, 'golden'), 'one');
    process.env.NX_TASK_HASH = '1';
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
    if (NX_TASK_HASH === undefined) delete process.env.NX_TASK_HASH;
    else process.env.NX_TASK_HASH = NX_TASK_HASH;
  });

  const digest = (declared: Partial<DeclaredInputs>, env: NodeJS.ProcessEnv = {}) =>
    digestDeclared({ ...NOTHING, ...declared }, { root, except: [], env });

  test('tells a variable that is not set from an empty one', async () => {
    const declared = { variables: ['A'] };
    expect(await digest(declared)).not.toBe(await digest(declared, { A: '' }));
    expect(await digest(declared, { A: '1', B: '1' })).toBe(await digest(declared, { A: '1', B: '2' }));
  });

  test('changes with a file', async () => {
    const before = await digest({ globs: ['golden'] });
    writeFileSync(join(root, 'golden'), 'two');
    expect(await digest({ globs: ['golden'] })).not.toBe(before);
  });

  test.each([true, false])('with others %s, the task of Nx counts accordingly', async (others) => {
    const before = await digest({ others });
    process.env.NX_TASK_HASH = '2';
    expect((await digest({ others })) !== before).toBe(others);
  });

  test('is never the same where only Nx could tell and did not', async () => {
    delete process.env.NX_TASK_HASH;
    expect(await digest({ others: true })).not.toBe(await digest({ others: true }));
  });
});

import type { NxJsonConfiguration, ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { openDisk } from '../../golang';
import { tempWorkspaces } from '../../golang/testdata/temp-workspace';
import { narrowedText } from '../../task-key';
import { createNodes } from '../nodes/create-nodes';
import { testSetups } from '../options/target-setups';
import { allPorts } from './all-ports';
import { narrowedTargets, suspectTargets } from './narrowed-targets';

const workspace = tempWorkspaces();

const FILES = {
  'go.work': 'go 1.23\n\nuse (\n\t./svc\n\t./lib\n)\n',
  'svc/go.mod': 'module m/svc\n\ngo 1.23\n',
  'svc/project.json': '{}',
  'svc/svc_test.go': 'package svc\n\nimport _ "m/lib"\n',
  'lib/go.mod': 'module m/lib\n\ngo 1.23\n',
  'lib/project.json': '{}',
  'lib/lib.go': 'package lib\n',
};
const OURS = { plugin: 'nx-go-cross', options: { ports: ['arm64'] } };

type Change = (target: TargetConfiguration, named: Record<string, unknown>) => unknown;

/** What is missing in the key of svc:test-arm64 after a change of what was inferred; variables by the first letters of theirs. */
function missing(change: Change, nxJson: Pick<NxJsonConfiguration, 'namedInputs'> = {}): string[] {
  const root = workspace(FILES);
  const settings = { plugins: [OURS], ...nxJson };
  const nodes = createNodes[1](['svc/project.json', 'lib/project.json', 'go.work'], OURS.options, {
    workspaceRoot: root,
    nxJsonConfiguration: settings,
  });
  const projects = Object.fromEntries(
    nodes
      .flatMap(([, { projects: of = {} }]) => Object.entries(of))
      .map(([path, node]) => [path, { root: path, ...node }]),
  ) as Record<string, ProjectConfiguration>;
  change(projects.svc!.targets!['test-arm64']!, projects.svc!.namedInputs!);
  const disk = openDisk(root, () => true);
  const ofPorts = { portsOf: allPorts(settings, disk), setupsOf: testSetups(settings, disk) };
  const found = narrowedTargets(suspectTargets(projects), projects, ofPorts, settings);
  expect(found.map(({ project, targetName }) => `${project}:${targetName}`)).toEqual(
    found.length > 0 ? ['svc:test-arm64'] : [],
  );
  return found.flatMap((one) =>
    one.missing.map((input) => /NX_GO_CROSS_[A-Z]+|\w+/.exec(input.replace(/.*"env":/, ''))![0]),
  );
}

const inputs =
  (...list: unknown[]): Change =>
  (target) =>
    (target.inputs = list as TargetConfiguration['inputs']);
const spread =
  (...list: unknown[]): Change =>
  (target) =>
    (target.inputs = [...target.inputs!, ...list] as TargetConfiguration['inputs']);
const without =
  (pattern: RegExp): Change =>
  (target) =>
    (target.inputs = target.inputs!.filter((input) => !pattern.test(JSON.stringify(input))));
const VARIABLES = ['GOARM64', 'NX_GO_CROSS_MACHINE', 'NX_GO_CROSS_UNSEEN'];
const ALL = [
  'goArm64',
  'goArm64Imports',
  'goEnvironment',
  'GOARM64',
  'NX_GO_CROSS_MACHINE',
  'goModules',
  'NX_GO_CROSS_UNSEEN',
];

test.each<[string, Change, string[]]>([
  ['as inferred', () => undefined, []],
  ['with more behind "..."', spread('{workspaceRoot}/shared/**/*', { env: 'X' }), []],
  ['none at all', inputs(), ALL],
  [
    'not said, which is the project and what it depends on',
    (target) => delete target.inputs,
    ['goEnvironment', ...VARIABLES.slice(0, 2), 'goModules', VARIABLES[2]!],
  ],
  [
    'default and ^default',
    inputs('default', '^default'),
    ['goEnvironment', ...VARIABLES.slice(0, 2), 'goModules', VARIABLES[2]!],
  ],
  ['the whole workspace', inputs('{workspaceRoot}/**/*'), ['goEnvironment', ...VARIABLES]],
  ['sources only', inputs('{projectRoot}/**/*.go', '^default'), ALL.filter((name) => name !== 'goArm64Imports')],
  [
    'no tests',
    inputs('default', '!{projectRoot}/**/*_test.go', '^default'),
    ALL.filter((name) => name !== 'goArm64Imports'),
  ],
  ['nothing of dependencies', inputs('default'), ALL.filter((name) => name !== 'goArm64')],
  ['the files of ours', inputs('goArm64', 'goArm64Imports', 'goDeclared'), ['goEnvironment', ...VARIABLES]],
  ['all but the environment', without(/goEnvironment/), ['goEnvironment']],
  [
    'all but the environment, with the machine as a whole',
    (target, named) => (without(/goEnvironment/)(target, named), spread({ env: 'NX_GO_CROSS_MACHINE' })(target, named)),
    [],
  ],
  ['all but what Nx does not see', without(/UNSEEN/), ['NX_GO_CROSS_UNSEEN']],
  ['all but what is declared, which the user may', without(/goDeclared/), []],
  ['all but the imports', without(/Imports/), ['goArm64Imports']],
  ['through a named input', (target, named) => ((named.mine = target.inputs), inputs('mine')(target, named)), []],
  [
    'a named input that project.json has replaced',
    (_target, named) => (named.goArm64 = ['{projectRoot}/**/*']),
    ['goModules', 'goArm64'],
  ],
  ['the environment, replaced', (_target, named) => (named.goEnvironment = [{ env: 'CI' }]), ['goEnvironment']],
  ['not cached', (target, named) => ((target.cache = false), inputs()(target, named)), []],
  ['of another executor', (target, named) => ((target.executor = 'nx:run-commands'), inputs()(target, named)), []],
])('inputs: %s', (_title, change, expected) => {
  expect(missing(change)).toEqual(expected);
});

test('named inputs of nx.json count', () => {
  const namedInputs = { mine: ['{workspaceRoot}/**/*', 'goEnvironment'] };
  expect(missing(inputs('mine'), { namedInputs })).toEqual(VARIABLES);
});

const NARROWED = {
  project: 'svc',
  targetName: 'test-arm64',
  missing: ['"a"', '"b"', '"c"', '"d"', '{"env":"E"}', '"f"'],
};

test.each([
  [24, [NARROWED], 'give svc:test-arm64 leave out "a", "b", "c", "d", 2 more: a result may', 'Add "..." to them, or'],
  [22, [NARROWED], 'give svc:test-arm64 leave out "a", "b", "c", "d", {"env":"E"}, "f": a', 'Add these to them, or'],
  [23, [NARROWED, NARROWED, NARROWED], 'svc:test-arm64 and 2 more leave out', 'Add "..." to them, or'],
])('what is said of them on Nx %s', (major, narrowed, names, remedy) => {
  const text = narrowedText(narrowed, major);
  expect(text).toContain(names);
  expect(text).toContain(remedy);
});

import { flattenInputs, globToRegExp, type NamedInputs } from '../../task-key';
import type { TargetConfiguration } from '@nx/devkit';
import type { PluginOptions } from '../options/plugin-options';
import type { TestSetup } from '../options/target-setups';
import { tempWorkspaces } from '../../golang/testdata/temp-workspace';
import { createNodes } from '../nodes/create-nodes';
import { importsInput, namedInput } from './inputs';
import { checkPatterns, escapedOutputs } from './pattern-folders';

const workspace = tempWorkspaces();

/** Folders of which Nx makes something else when it puts their names into globs, and some that only look like it. */
const NAMES = [
  ...['[br]', '[!a]', '[', ']', '{a,b}', '{x}', '{', '}', 'a{b', 'a,b', 'pa(r)en', '(p)', '@(x)', '!(x)', '+(x)'],
  ...['*(x)', '?(x)', '!', '!bang', '@', 'plus+', 'star*', 'qu?est', 'a|b', 'back\\slash'],
  ...['{projectRoot}', '{workspaceRoot}', '{projectName}', '#hash', '^x', '$y', 'sp ace', 'größe', "it's", 'a"b'],
];

/** The files, of some, that are inputs of a project's tests for arm64: Nx takes the folder's name for part of the glob. */
function held(dir: string, root: string, files: readonly string[]): string[] {
  const found = files.filter((file) => /(go\.mod|project\.json)$/.test(file));
  const nodes = createNodes[1](found, { ports: ['arm64'] }, { workspaceRoot: dir, nxJsonConfiguration: {} });
  const node = nodes.map(([, { projects }]) => projects![root]).find((one) => one !== undefined)!;
  const parts = flattenInputs([namedInput('arm64'), importsInput('arm64')], node.namedInputs as NamedInputs);
  const sets = (['project', 'workspace'] as const).map((of) => {
    const own = parts.filter((part) => part.kind === 'files').filter((part) => part.of === of);
    const test = (negated: boolean) =>
      own
        .filter((part) => part.negated === negated)
        .map(({ glob }) => globToRegExp(of === 'project' ? `${root}/${glob}` : glob));
    return { of, positive: test(false), negative: test(true) };
  });
  const owner = (file: string) => (file.startsWith(`${root}/`) ? root : undefined);
  return files.filter((file) =>
    sets.some(
      ({ of, positive, negative }) =>
        (of === 'workspace' || owner(file) === root) &&
        positive.some((one) => one?.test(file)) &&
        !negative.some((one) => one?.test(file)),
    ),
  );
}

test.each(NAMES)('a project in %s, its tests, its data and what it imports are in its key', (name) => {
  const root = `odd/${name}`;
  const files = {
    [`${root}/go.mod`]: 'module m/odd\n\ngo 1.23\n\nreplace m/lib => ../../lib\n',
    [`${root}/project.json`]: '{}',
    [`${root}/odd.go`]: 'package odd\n\nimport "m/lib"\n',
    [`${root}/odd_test.go`]: 'package odd\n',
    [`${root}/testdata/golden.txt`]: '',
    [`${root}/sub/sub_test.go`]: 'package sub\n',
    'lib/go.mod': 'module m/lib\n',
    'lib/project.json': '{}',
    'lib/lib.go': 'package lib\n',
  };
  expect(held(workspace(files), root, Object.keys(files))).toEqual(
    Object.keys(files).filter((f) => f !== 'lib/project.json'),
  );
});

test.each(NAMES)('what is imported from %s is in the key, its tests are not', (name) => {
  const files = {
    'svc/go.mod': `module m/svc\n\ngo 1.23\n\nreplace m/lib => ${JSON.stringify(`../odd/${name}`)}\n`,
    'svc/project.json': '{}',
    'svc/svc.go': 'package svc\n\nimport "m/lib"\n',
    [`odd/${name}/go.mod`]: 'module m/lib\n',
    [`odd/${name}/project.json`]: '{}',
    [`odd/${name}/lib.go`]: 'package lib\n',
    [`odd/${name}/lib_test.go`]: 'package lib\n',
  };
  const lib = [`odd/${name}/go.mod`, `odd/${name}/lib.go`];
  expect(held(workspace(files), 'svc', Object.keys(files)).filter((file) => file.startsWith('odd/'))).toEqual(lib);
});

/** The outputs of the targets of a project in that folder. */
function outputs(root: string, options: PluginOptions): Record<string, string[]> {
  const dir = workspace({
    [`${root}/go.mod`]: 'module m/odd\n',
    [`${root}/project.json`]: '{}',
    [`${root}/odd.go`]: 'package odd\n',
  });
  const context = { workspaceRoot: dir, nxJsonConfiguration: {} };
  const [[, { projects }]] = createNodes[1]([`${root}/project.json`], options, context) as [
    [string, { projects: Record<string, { targets: Record<string, TargetConfiguration> }> }],
  ];
  return Object.fromEntries(
    Object.entries(projects[root]!.targets).map(([name, target]) => [name, target.outputs ?? []]),
  );
}

test('results of a project in such a folder are its outputs, and of any other as Nx has it', () => {
  const ports = ['arm64', { goarch: 'arm64', name: 'a53' }, { goarch: 's390x', outputDir: 'out/{projectRoot}/z' }];
  const options = { ports, checkPorts: ['arm64'], binariesTargetName: 'bin', coverageTargetName: 'cover' };
  const below = (root: string) => ({
    'test-arm64': ['{options.outputDir}', `{workspaceRoot}/dist/go-cross/${root}/arm64`],
    'check-arm64': ['{options.outputDir}', `{workspaceRoot}/dist/go-cross/${root}/check-arm64`],
    'bin-arm64': ['{options.outputDir}', `{workspaceRoot}/dist/go-cross/${root}/binaries-arm64`],
    cover: [`{workspaceRoot}/dist/go-cross/${root}/coverage/cover.out`],
  });
  expect(outputs('a/svc', options)).toMatchObject({
    ...below('{projectRoot}'),
    'test-a53': ['{options.outputDir}'],
    'test-s390x': ['{options.outputDir}'],
  });
  expect(outputs('a/{b,c}', options)).toMatchObject({
    ...below('a/?b?c?'),
    'test-a53': ['{workspaceRoot}/dist/go-cross/a/?b?c?/a53'],
    'test-s390x': ['{workspaceRoot}/out/a/?b?c?/z'],
  });
});

test('a folder for results that the project chooses is an output, too', () => {
  const setups = [{ options: { outputDir: '{workspaceRoot}/mine/{projectRoot}' } }] as unknown as TestSetup[];
  const target = { options: {}, outputs: ['{options.outputDir}', '{workspaceRoot}/dist/{projectRoot}/x'] };
  expect(escapedOutputs('[a]', target, setups)).toEqual(['{workspaceRoot}/mine/?a?', '{workspaceRoot}/dist/?a?/x']);
});

test.each([
  ['!(x)', '*(x)', true],
  ['[a]', 'bab', true],
  ['[a]', 'x/bab', false],
  ['[a]', 'abc/d', false],
])('%s and %s are one to Nx: %s', (root, other, expected) => {
  const check = () => checkPatterns([other, 'lib', root]);
  if (expected) expect(check).toThrow(/^Nx cannot tell the results of the project folders '.*' and '.*' apart: /);
  else expect(check).not.toThrow();
});

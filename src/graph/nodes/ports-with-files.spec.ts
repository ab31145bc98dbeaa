import type { TargetConfiguration } from '@nx/devkit';
import type { PluginOptions } from '../options/plugin-options';
import { tempWorkspaces } from '../../golang/testdata/temp-workspace';
import { createNodes } from './create-nodes';

const workspace = tempWorkspaces();
const OPTIONS: PluginOptions = { ports: ['amd64', 'arm64'], checkPorts: ['windows/amd64'] };

/** The targets of a project with these Go files, and what its aggregate depends on. */
function targets(
  names: readonly string[],
  options: PluginOptions = {},
  own: object = {},
  targetDefaults = {},
  text = 'package simd\n',
) {
  const dir = workspace({
    'simd/go.mod': 'module m/simd\n\ngo 1.23\n',
    'simd/project.json': JSON.stringify({ targets: own }),
    ...Object.fromEntries(names.map((name) => [`simd/${name}`, text])),
  });
  const context = { workspaceRoot: dir, nxJsonConfiguration: { targetDefaults } };
  const nodes = createNodes[1](['simd/project.json'], { ...OPTIONS, ...options }, context);
  const found = (nodes[0]?.[1].projects?.simd?.targets ?? {}) as Record<string, TargetConfiguration>;
  return { names: Object.keys(found).sort(), all: found['test-ports']?.dependsOn };
}

const ALL = ['check-windows-amd64', 'test-amd64', 'test-arm64', 'test-ports'];

test.each<[string, string[], string[]]>([
  ['one file for all', ['f_amd64.go', 'doc.go'], ALL],
  [
    'code and tests of one GOARCH',
    ['f_amd64.go', 'f_amd64_test.go'],
    ['check-windows-amd64', 'test-amd64', 'test-ports'],
  ],
  ['a test alone is something', ['f_amd64.go', 'f_arm64_test.go'], ALL],
  ['in another folder', ['f_amd64.go', 'deep/f_linux_arm64.go'], ALL],
  ['of one GOOS', ['f_linux.go'], ['test-amd64', 'test-arm64', 'test-ports']],
  ['of another GOOS', ['f_windows.go', 'f_darwin.go'], ['check-windows-amd64']],
  ['of another GOARCH', ['f_s390x_test.go'], []],
  ['assembly is no Go file', ['f_amd64.go', 'f_arm64.s'], ['check-windows-amd64', 'test-amd64', 'test-ports']],
  ['data is none either', ['f_amd64.go', 'testdata/x.go'], ['check-windows-amd64', 'test-amd64', 'test-ports']],
])('a port gets a target if some Go file may be for it: %s', (_title, names, expected) => {
  expect(targets(names).names).toEqual(expected);
});

test('the aggregate, binaries and coverage follow', () => {
  const options = { binariesTargetName: 'bin', coverageTargetName: 'cover' };
  expect(targets(['f_amd64.go'], options)).toEqual({
    names: ['bin-amd64', 'check-windows-amd64', 'cover', 'test-amd64', 'test-ports'],
    all: ['test-amd64'],
  });
  expect(targets(['f_s390x.go'], options).names).toEqual([]);
});

test('a constraint inside of a file is for Go to judge', () => {
  expect(targets(['f.go'], {}, {}, {}, '//go:build amd64\n\npackage simd\n').names).toEqual(ALL);
});

test.each<[string, PluginOptions, object, object]>([
  ['the project writes it out', {}, { 'test-arm64': { options: { tags: ['x'] } } }, {}],
  ['other packages are tested', { test: { packages: ['./...', 'm/lib'] } }, {}, {}],
  ['what it depends on may write some', {}, {}, { 'test-arm64': { dependsOn: ['generate'] } }],
])('a target without a file all the same: %s', (_title, options, own, targetDefaults) => {
  expect(targets(['f_amd64.go'], options, own, targetDefaults).names).toContain('test-arm64');
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { flattenInputs, globToRegExp, type NamedInputs } from '../../task-key';
import type { PluginOptions } from '../options/plugin-options';
import { WORK_OR_FORK, tempWorkspaces } from '../../golang/testdata/temp-workspace';
import { createNodes } from './create-nodes';
import { importsInput, namedInput } from '../inputs/inputs';

const workspace = tempWorkspaces();

const FILES = {
  'svc/go.mod': 'module m/svc\n\ngo 1.23\n\nreplace m/lib => ../lib\n\nreplace m/base => ../base\n',
  'svc/project.json': '{}',
  'svc/svc.go': 'package svc\n\nimport "m/lib"\n',
  'lib/go.mod': 'module m/lib\n\ngo 1.23\n',
  'lib/project.json': '{}',
  'lib/lib.go': 'package lib\n\nimport "m/base"\n',
  'lib/lib_test.go': 'package lib\n\nimport "m/base/helper"\n',
  'lib/testdata/golden.txt': '',
  'base/go.mod': 'module m/base\n\ngo 1.23\n',
  'base/project.json': '{}',
  'base/base.go': 'package base\n',
  'base/base_s390x.go': 'package base\n',
  'base/base_test.go': 'package base\n',
  'base/README.md': '',
  'base/helper/helper.go': 'package helper\n',
};

/** Whether the files are inputs of svc's tests for arm64. */
function inputs(dir: string, options: PluginOptions, files: readonly string[]): Record<string, boolean> {
  const named = [...Object.keys(FILES), 'svc/web/project.json'].filter((file) => /(go\.mod|project\.json)$/.test(file));
  const found = named.filter((file) => existsSync(join(dir, file)));
  const context = { workspaceRoot: dir, nxJsonConfiguration: {} };
  const nodes = createNodes[1](found, { ports: ['arm64'], ...options }, context);
  const node = nodes.map(([, { projects }]) => projects!.svc).find((one) => one !== undefined)!;
  const parts = flattenInputs([namedInput('arm64'), importsInput('arm64')], node.namedInputs as NamedInputs);
  const filesets = parts.filter((part) => part.kind === 'files');
  // Nx counts a file to the nearest project above it.
  const test = ({ of, glob }: (typeof filesets)[number], file: string) =>
    globToRegExp(of === 'project' ? `svc/${glob}` : glob)!.test(file) &&
    (of !== 'project' || !/^svc\/web\//.test(file));
  const [negative, positive] = [true, false].map((isNegated) => filesets.filter((one) => one.negated === isNegated));
  const holds = (file: string) => positive!.some((one) => test(one, file)) && !negative!.some((one) => test(one, file));
  return Object.fromEntries(files.map((file) => [file, holds(file)]));
}

const all = (value: boolean, ...files: string[]) => Object.fromEntries(files.map((file) => [file, value]));

test('a dependency contributes what Go compiles of it for the port', () => {
  const expected = {
    ...all(true, 'svc/svc.go', 'svc/README.md', 'lib/lib.go', 'base/base.go', 'lib/go.mod', 'base/go.mod'),
    ...all(true, 'svc/go.mod', 'svc/go.sum'),
    ...all(false, 'base/base_s390x.go', 'base/base_test.go', 'base/README.md'),
    ...all(false, 'lib/lib_test.go', 'lib/testdata/golden.txt', 'base/helper/helper.go'),
  };
  expect(inputs(workspace(FILES), {}, Object.keys(expected))).toEqual(expected);
});

test.each(['m/lib', 'm/lib/...', '../lib', '../lib/...', 'm/lib/', 'm/l...', '.../lib'])(
  'option packages that names %s: the tests and data there count, and what they import',
  (packages) => {
    const expected = {
      ...all(true, 'lib/lib.go', 'lib/lib_test.go', 'lib/testdata/golden.txt'),
      ...all(true, 'base/base.go', 'base/helper/helper.go', 'base/go.mod'),
      ...all(false, 'base/README.md'),
    };
    expect(inputs(workspace(FILES), { test: { packages: [packages] } }, Object.keys(expected))).toEqual(expected);
  },
);

test.each(['m/...', 'm/.../', '...', 'all', 'work'])('option packages that spans modules: %s', (packages) => {
  const expected = {
    ...all(true, 'lib/lib_test.go', 'lib/testdata/golden.txt', 'base/base_test.go', 'base/helper/helper.go'),
    ...all(false, 'other/other.go'),
  };
  const dir = workspace({ ...FILES, 'other/go.mod': 'module n/other\n', 'other/other.go': 'package other\n' });
  expect(inputs(dir, { test: { packages: [packages] } }, Object.keys(expected))).toEqual(expected);
});

test.each([
  ['a file of another project', 'web/static/index.html', []],
  ['a folder with another project in it', 'all:web', ['svc/web/README.md']],
  ['what a pattern matches', 'web/st*/*.html', []],
])('what its own packages embed of a project below it counts: %s', (_title, pattern, more) => {
  const dir = workspace({
    ...FILES,
    'svc/embed.go': `package svc\n\nimport _ "embed"\n\n//go:embed ${pattern}\nvar index string\n`,
    'svc/web/project.json': '{}',
    'svc/web/static/index.html': '',
  });
  const expected = {
    ...all(true, 'svc/web/static/index.html', ...more),
    ...all(false, 'base/README.md', 'lib/lib_test.go'),
  };
  expect(inputs(dir, {}, Object.keys(expected))).toEqual(expected);
});

test('a folder’s name is no glob', () => {
  const files = Object.entries(FILES).map(([file, text]) => [
    file.replace(/^lib\//, 'li[b]/'),
    text.replace('../lib', '../li[b]'),
  ]);
  const dir = workspace({
    ...Object.fromEntries(files),
    'svc/svc.go': 'package svc\n\nimport "m/lib"\nimport "m/lib/gone"\n',
  });
  const expected = all(true, 'li[b]/lib.go', 'li[b]/lib_test.go', 'li[b]/testdata/golden.txt', 'li[b]/gone/x.go');
  expect(inputs(dir, { test: { packages: ['./...', 'm/lib'] } }, Object.keys(expected))).toEqual(expected);
});

describe('what is imported and not there', () => {
  const withImport = (path: string) => ({ ...FILES, 'svc/svc.go': `package svc\n\nimport "${path}"\n` });

  test('counts as soon as it is, and so does a module in its place', () => {
    const expected = {
      ...all(true, 'lib/gone/x.go', 'lib/gone/go.mod'),
      ...all(false, 'lib/gone/x.txt', 'lib/lib.go'),
    };
    expect(inputs(workspace(withImport('m/lib/gone')), {}, Object.keys(expected))).toEqual(expected);
  });

  test('is nobody’s outside of the workspace’s modules', () => {
    const expected = all(false, 'lib/gone/x.go', 'gone/x.go', 'x.org/gone/x.go');
    expect(inputs(workspace(withImport('x.org/gone')), {}, Object.keys(expected))).toEqual(expected);
  });
});

test.each([
  ['go.work and a replace line', {}, [true, false]],
  ['no go.work', { env: { GOWORK: 'off' } }, [false, true]],
])('an import is resolved as the target says: %s', (_title, options, expected) => {
  const dir = workspace({ ...FILES, ...WORK_OR_FORK });
  const files = ['lib/lib.go', 'fork/lib.go'];
  expect(Object.values(inputs(dir, { test: options }, files))).toEqual(expected);
});

test('a go.work that the target names counts, and what it leads to', () => {
  const dir = workspace({ ...FILES, ...WORK_OR_FORK, 'dev/go.work': 'use (\n../svc\n../fork\n)\n' });
  const expected = { ...all(true, 'dev/go.work', 'fork/fork.go', 'fork/go.mod'), ...all(false, 'lib/lib.go') };
  expect(inputs(dir, { test: { env: { GOWORK: `${dir}/dev/go.work` } } }, Object.keys(expected))).toEqual(expected);
});

test.each<[string, string, Record<string, boolean>]>([
  ['not at all', '', all(false, 'base/base.go', 'base/helper/helper.go')],
  ['as an indirect requirement', 'm/base v0.0.0 // indirect', all(true, 'base/base.go', 'base/helper/helper.go')],
  ['as a direct one of a version', 'm/base v1.2.3', all(true, 'base/base.go', 'base/helper/helper.go')],
  ['as a direct one without', 'm/base v0.0.0', all(false, 'base/base.go', 'base/helper/helper.go')],
])('modules from elsewhere may import what go.mod requires: %s', (_title, line, expected) => {
  const dir = workspace({
    ...FILES,
    'svc/go.mod': `${FILES['svc/go.mod']}\nrequire (\n\tx.org/y v1.0.0\n\t${line}\n)\n`,
    'svc/svc.go': 'package svc\n\nimport "x.org/y/z"\n',
  });
  const files = { ...expected, ...all(false, 'base/base_test.go', 'base/README.md', 'lib/lib.go') };
  expect(inputs(dir, {}, Object.keys(files))).toEqual(files);
});

test.each([
  ['a vendor folder stands for the module', {}, false],
  ['but not with -mod=mod', { goFlags: ['-mod=mod'] }, true],
])('what is vendored: %s', (_title, options, expected) => {
  const dir = workspace({
    ...FILES,
    'svc/vendor/modules.txt': '# m/lib v0.0.0 => ../lib\n',
    'svc/vendor/m/lib/lib.go': 'package lib\n',
  });
  expect(inputs(dir, { test: options }, ['lib/lib.go'])).toEqual({ 'lib/lib.go': expected });
});

test('what tasks that come first write is an input: what Go reads of it, and no results', () => {
  const own = { targets: { 'test-arm64': { dependsOn: ['generate'] } } };
  const dir = workspace({
    ...FILES,
    'svc/project.json': JSON.stringify(own),
    'lib/lib.go': 'package lib\n\nimport _ "embed"\nimport "m/base"\n\n//go:embed built\nvar built string\n',
  });
  const named = [...Object.keys(FILES), 'svc/web/project.json'].filter((file) => /(go\.mod|project\.json)$/.test(file));
  const found = named.filter((file) => existsSync(join(dir, file)));
  const nodes = createNodes[1](found, { ports: ['arm64'] }, { workspaceRoot: dir, nxJsonConfiguration: {} });
  const outputsOf = (root: string) => {
    const { namedInputs } = nodes.map(([, { projects }]) => projects![root]).find((one) => one !== undefined)!;
    const parts = flattenInputs([importsInput('arm64')], namedInputs as NamedInputs);
    return parts.flatMap((part) => (part.kind === 'outputs' ? [globToRegExp(part.glob)!] : []));
  };
  const held = (file: string) => outputsOf('svc').some((glob) => glob.test(file));
  const files = ['svc/zz.go', 'svc/a/zz.go', 'svc/testdata/x', 'lib/zz.go', 'lib/built/x', 'base/zz.h'];
  expect(files.filter((file) => !held(file))).toEqual([]);
  const others = ['svc/notes.txt', 'lib/testdata/x', 'base/helper/zz.go', 'dist/go-cross/lib/arm64/events.jsonl'];
  expect(others.filter(held)).toEqual([]);
  expect(outputsOf('lib')).toEqual([]);
});

test('a port that a project alone has, in a target of its own, is cached by what it depends on', () => {
  const own = { targets: { 'test-s390x': { executor: 'nx-go-cross:test', options: { goarch: 's390x' } } } };
  const dir = workspace({ ...FILES, 'svc/project.json': JSON.stringify(own) });
  const named = [...Object.keys(FILES), 'svc/web/project.json'].filter((file) => /(go\.mod|project\.json)$/.test(file));
  const found = named.filter((file) => existsSync(join(dir, file)));
  const nodes = createNodes[1](found, { ports: ['arm64'] }, { workspaceRoot: dir, nxJsonConfiguration: {} });
  const [svc, lib] = ['svc', 'lib'].map((root) =>
    nodes.map(([, { projects }]) => projects![root]).find((one) => one !== undefined)!,
  );
  expect(svc!.targets!['test-s390x']).toMatchObject({
    cache: true,
    inputs: expect.arrayContaining([namedInput('s390x'), importsInput('s390x')]),
    outputs: expect.arrayContaining(['{workspaceRoot}/dist/go-cross/{projectRoot}/s390x']),
  });
  expect(JSON.stringify(svc!.namedInputs![importsInput('s390x')])).toContain('base');
  expect(svc!.targets!['test-ports']).toMatchObject({ dependsOn: ['test-arm64', 'test-s390x'] });
  expect(Object.keys(lib!.targets!)).toEqual(['test-arm64', 'test-ports']);
});

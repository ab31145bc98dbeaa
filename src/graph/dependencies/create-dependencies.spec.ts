import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, openSync, symlinkSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import type { CreateDependenciesContext, ProjectConfiguration } from '@nx/devkit';
import { createDependencies } from './create-dependencies';
import type { PluginOptions } from '../options/plugin-options';
import { tempWorkspaces } from '../../golang/testdata/temp-workspace';

const workspace = tempWorkspaces();
const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
afterEach(() => warn.mockClear());
const warnings = () => warn.mock.calls.map(([text]) => String(text).replace('nx-go-cross: ', ''));

type Targets = ProjectConfiguration['targets'];

/** Every folder with a go.mod or project.json is a project of its name. */
function edges(
  dir: string,
  roots: readonly string[],
  options: PluginOptions = {},
  targets: Record<string, Targets> = {},
) {
  const projects = Object.fromEntries(roots.map((root) => [root, { root, targets: targets[root] }]));
  const context = { workspaceRoot: dir, nxJsonConfiguration: {}, projects } as unknown as CreateDependenciesContext;
  return createDependencies(options, context).map(({ source, target }) => `${source} → ${target}`);
}

const MODULES = {
  'go.work': 'go 1.23\nuse (\n\t./a\n\t./b\n\t./c\n)\n',
  'a/go.mod': 'module m/a\n\ngo 1.23\n',
  'a/a.go': 'package a\n\nimport "m/b"\n',
  'b/go.mod': 'module m/b\n\ngo 1.23\n',
  'b/b.go': 'package b\n\nimport "m/c"\n',
  'c/go.mod': 'module m/c\n\ngo 1.23\n',
  'c/c.go': 'package c\n',
};
const ROOTS = ['a', 'b', 'c'];
const EDGES = ['a → b', 'b → c'];

test('edges are implicit ones, sorted, once', () => {
  const dir = workspace({ ...MODULES, 'a/a_test.go': 'package a\n\nimport "m/b"\nimport "m/c"\n' });
  expect(edges(dir, [...ROOTS].reverse())).toEqual(['a → b', 'a → c', 'b → c']);
  expect(warnings()).toEqual([]);
});

test('inferDependencies: false leaves them to another plugin', () => {
  expect(edges(workspace(MODULES), ROOTS, { inferDependencies: false })).toEqual([]);
});

test('the ports of the options count, whatever this machine is', () => {
  const dir = workspace({ ...MODULES, 'c/c_s390x.go': 'package c\n\nimport "m/a"\n' });
  expect(edges(dir, ROOTS)).toEqual(EDGES);
  expect(edges(dir, ROOTS, { ports: ['s390x'] })).toEqual([...EDGES, 'c → a']);
});

test('so do what targets say instead, configurations included', () => {
  const dir = workspace({
    ...MODULES,
    'c/c.go': '//go:build mine && riscv64\n\npackage c\n\nimport "m/a"\n',
    'c/d.go': 'package c\n',
  });
  const options = { goarch: 'riscv64' };
  const target = { executor: 'nx-go-cross:test', options, configurations: { mine: { tags: ['mine'] } } };
  expect(edges(dir, ROOTS, {}, { c: { 'test-riscv64': target } })).toEqual([...EDGES, 'c → a']);
  expect(
    edges(dir, ROOTS, {}, { c: { 'test-odd': { executor: 'nx-go-cross:test', options: { goarch: 'none' } } } }),
  ).toEqual(EDGES);
});

test('what a project reaches through its own replace lines alone gets an edge of its own', () => {
  const dir = workspace({
    'a/go.mod': 'module m/a\n\ngo 1.23\n\nreplace m/b => ../b\nreplace m/x => ../c\n',
    'a/a.go': 'package a\n\nimport "m/b"\n',
    'b/go.mod': 'module m/b\n\ngo 1.23\n',
    'b/b.go': 'package b\n\nimport "m/x"\n',
    'c/go.mod': 'module m/x\n\ngo 1.23\n',
    'c/c.go': 'package c\n',
  });
  expect(edges(dir, ROOTS)).toEqual(['a → b', 'a → c']);
});

test('projects may import each other: tests of two modules', () => {
  const dir = workspace({ ...MODULES, 'c/c_test.go': 'package c_test\n\nimport "m/a"\n' });
  expect(edges(dir, ROOTS)).toEqual([...EDGES, 'c → a']);
});

describe('bad input leaves the rest of the graph right, and a warning names the file', () => {
  test.each<[string, Record<string, string>, string[], RegExp[]]>([
    ['a go.mod that is none', { 'c/go.mod': '\0\ufffd binary' }, ['a → b'], [/^c\/go\.mod has no 'module' line/]],
    [
      'a go.mod with a broken line',
      { 'c/go.mod': 'module m/c\nreplace x =>\n' },
      EDGES,
      [/^c\/go\.mod:2 cannot be read/],
    ],
    ['a go.work with a broken line', { 'go.work': 'use ./a\nuse ./b\nuse ./c\nuse "./d\n' }, EDGES, [/^go\.work:4 /]],
    [
      'a member that is not there',
      { 'go.work': 'use ./a\nuse ./b\nuse ./c\nuse ./gone\n' },
      EDGES,
      [/^go\.work uses '\.\/gone'/],
    ],
    // What Go refuses but can be read is Go's to report.
    ['binary garbage', { 'a/x.go': '\x7fELF\0\x01\x02"m/c' }, EDGES, []],
    ['a syntax error', { 'a/x.go': 'package a\n\nimport (\n\t"m/c"\n\t;;;)(\n' }, ['a → b', 'a → c', 'b → c'], []],
    ['a folder called x.go', { 'a/x.go/y.go': 'package y\n\nimport "m/c"\n' }, ['a → b', 'a → c', 'b → c'], []],
    [
      'a folder called go.mod',
      { 'a/sub/go.mod/x.txt': '', 'a/sub/s.go': 'package s\n\nimport "m/c"\n' },
      ['a → b', 'a → c', 'b → c'],
      [],
    ],
    [
      'a comment without an end',
      { 'a/x.go': `/*${' '.repeat(5 << 20)}` },
      EDGES,
      [/^a\/x\.go cannot be read \(no end of the imports/],
    ],
  ])('%s', (_, files, expected, messages) => {
    const dir = workspace({ ...MODULES, ...files });
    expect(edges(dir, ROOTS)).toEqual(expected);
    expect(warnings()).toEqual(messages.map((message) => expect.stringMatching(message)));
  });

  test('links that lead nowhere or in circles', () => {
    const dir = workspace(MODULES);
    symlinkSync('nowhere', join(dir, 'a', 'x.go'));
    symlinkSync('y.go', join(dir, 'a', 'y.go'));
    symlinkSync('..', join(dir, 'a', 'up'));
    symlinkSync('go.work', join(dir, 'b', 'go.work'));
    expect(edges(dir, ROOTS)).toEqual(EDGES);
    expect(warnings()).toEqual([
      expect.stringMatching(/^a\/x\.go cannot be read \(a link that leads nowhere\)/),
      expect.stringMatching(/^a\/y\.go cannot be read \(a link that leads back to itself\)/),
    ]);
  });

  test('a file of 50 MB is read as far as its imports', () => {
    const dir = workspace(MODULES);
    const file = openSync(join(dir, 'a', 'big.go'), 'w');
    writeSync(file, 'package a\n\nimport "m/c"\n\nvar x = `');
    writeSync(file, '`', 50 << 20);
    closeSync(file);
    const before = process.memoryUsage().arrayBuffers;
    expect(edges(dir, ROOTS)).toEqual(['a → b', 'a → c', 'b → c']);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 << 20);
  });

  test('files, folders and a go.mod that an ordinary user may not read', () => {
    const dir = workspace({
      ...MODULES,
      'a/secret.go': 'package a\n',
      'b/closed/x.go': 'package x\n',
      'd/go.mod': '',
      'd/d.go': 'package d\n',
    });
    mkdirSync(join(dir, '.nx'));
    for (const path of ['a/secret.go', 'b/closed', 'd/go.mod']) chmodSync(join(dir, path), 0);
    chmodSync(dir, 0o755);
    expect(asUser(dir, [...ROOTS, 'd'])).toEqual({
      edges: EDGES,
      warnings: [
        expect.stringMatching(/a\/secret\.go cannot be read \(EACCES\)/),
        expect.stringMatching(/b\/closed cannot be read \(EACCES\)/),
        expect.stringMatching(/d\/go\.mod has no 'module' line that can be read/),
      ],
    });
  });
});

/** The same in a process of an ordinary user, since root may read everything. */
function asUser(dir: string, roots: readonly string[]): { edges: string[]; warnings: string[] } {
  const script = `
    const warnings = [];
    console.warn = (text) => warnings.push(text);
    const { createDependencies } = require(${JSON.stringify(join(__dirname, 'create-dependencies.ts'))});
    if (process.getuid() === 0) {
      process.setgroups([]);
      process.setgid(65534);
      process.setuid(65534);
    }
    const projects = Object.fromEntries(${JSON.stringify(roots)}.map((root) => [root, { root }]));
    const found = createDependencies({}, { workspaceRoot: ${JSON.stringify(dir)}, nxJsonConfiguration: {}, projects });
    console.log(JSON.stringify({ edges: found.map(({ source, target }) => source + ' → ' + target), warnings }));`;
  const repository = join(__dirname, '..', '..', '..');
  const args = ['--require', join(repository, 'bench', 'load-ts.cjs'), '-e', script];
  const env = { ...process.env, NX_DAEMON: 'false', HOME: dir };
  return JSON.parse(execFileSync(process.execPath, args, { cwd: repository, encoding: 'utf8', env }));
}

test('with a wrong option there are no edges: createNodes says what is wrong', () => {
  expect(edges(workspace(MODULES), ROOTS, { ports: ['amd65'] })).toEqual([]);
});

test('a file that appears in the way of the cache changes nothing', () => {
  const dir = workspace(MODULES);
  writeFileSync(join(dir, '.nx'), '');
  expect(edges(dir, ROOTS)).toEqual(EDGES);
});

describe('projects that createNodes did not see', () => {
  const project = (root: string, seen: boolean) => ({ root, ...(seen ? { namedInputs: { goDeclared: [] } } : {}) });
  const said = (own: object, seen: Record<string, boolean>, others: object[] = []) => {
    const nxJsonConfiguration = { plugins: [...others, { plugin: 'nx-go-cross', ...own }] };
    const projects = Object.fromEntries(Object.entries(seen).map(([root, one]) => [root, project(root, one)]));
    const dir = workspace({ ...MODULES, 'docs/package.json': '{}' });
    createDependencies({}, {
      workspaceRoot: dir,
      nxJsonConfiguration,
      projects,
    } as unknown as CreateDependenciesContext);
    return warnings().map((text) => text.replace(/ Go packages .*/, ''));
  };

  test('are named once, with the line that mends it', () => {
    expect(said({}, { a: true, b: false, c: false, docs: false })).toEqual(['projects b, c have']);
    expect(warn.mock.calls[0]![0]).toContain('A file b/project.json with nothing but {} gives them to it.');
  });

  test.each<[string, object, object[]]>([
    ['all have their targets', {}, []],
    ['the entry keeps out the others', { include: ['a/*'] }, []],
    ['an entry before it says so', {}, [{ plugin: 'nx-go-cross', options: { ports: ['s390x'] } }]],
  ])('nothing is said where %s', (title, own, others) => {
    expect(said(own, { a: true, b: title.startsWith('all') }, others)).toEqual([]);
  });
});

test('files and folders with names that are no UTF-8 are named where tests may read them', () => {
  const dir = workspace({ ...MODULES, 'a/testdata/ok\uFFFD.txt': '', 'docs/x.txt': '' });
  const bytes = (path: string) => Buffer.concat([Buffer.from(`${dir}/`), Buffer.from(path, 'latin1')]);
  for (const file of ['a/testdata/gr\xfcn.txt', 'b/z\xfc.go', 'docs/\xfc.txt']) writeFileSync(bytes(file), '');
  mkdirSync(bytes('a/testdata/d\xfcr'));
  edges(dir, [...ROOTS, 'docs']);
  const named = (file: string) =>
    `the name of ${file} is no UTF-8: Nx does not see it, and no key holds it. Rename it.`;
  expect(warnings()).toEqual(['a/testdata/d\uFFFDr', 'a/testdata/gr\uFFFDn.txt', 'b/z\uFFFD.go'].map(named));
});

import { fakeDisk } from '../testdata/temp-workspace';
import { ModFiles } from './mod-files';

const GO_WORK = 'go 1.23\nuse (\n\t./a\n\t./b/\n\t/workspace/c\n\t../outside\n\t./missing\n)\n';
const mod = (path: string, ...lines: string[]) => [`module ${path}`, 'go 1.23', ...lines].join('\n');

function modules(files: Record<string, string>, of: string): Record<string, string> {
  return Object.fromEntries(new ModFiles(fakeDisk(files)).context(of).modules);
}

test('the nearest go.mod governs a folder', () => {
  const files = new ModFiles(fakeDisk({ 'a/go.mod': mod('a'), 'a/b/go.mod': mod('b'), 'c/go.work': '' }));
  expect(['a', 'a/x/y', 'a/b/x', 'c', '.'].map(files.moduleOf)).toEqual(['a', 'a', 'a/b', undefined, undefined]);
});

test('members of a go.work are main modules together, those missing left out', () => {
  const files = { 'go.work': GO_WORK, 'a/go.mod': mod('m/a'), 'b/go.mod': mod('m/b'), 'c/go.mod': mod('m/c') };
  expect(modules(files, 'a')).toEqual({ 'm/a': 'a', 'm/b': 'b', 'm/c': 'c' });
});

test('a module that the go.work does not use stands alone', () => {
  const files = { 'go.work': GO_WORK, 'a/go.mod': mod('m/a'), 'd/go.mod': mod('m/d', 'replace m/a => ../a') };
  expect(modules(files, 'd')).toEqual({ 'm/d': 'd', 'm/a': 'a' });
});

test.each<[string, string[], Record<string, string>]>([
  ['a folder', ['replace m/x => ../x'], { 'm/x': 'x' }],
  ['an absolute folder', ['replace m/x => /workspace/x'], { 'm/x': 'x' }],
  ['a folder outside of the workspace', ['replace m/x => ../../x'], { 'm/x': '../x' }],
  ['another module', ['replace m/x => m/y v1.0.0'], {}],
  ['the required version', ['require m/x v1.2.0', 'replace m/x v1.2.0 => ../x'], { 'm/x': 'x' }],
  ['another version', ['require m/x v1.3.0', 'replace m/x v1.2.0 => ../x'], {}],
  ['a version over none', ['require m/x v1.2.0', 'replace m/x v1.2.0 => ../y', 'replace m/x => ../x'], { 'm/x': 'y' }],
  [
    'a module cache version over a folder',
    ['require m/x v1.2.0', 'replace m/x => ../x', 'replace m/x v1.2.0 => m/y v1.0.0'],
    {},
  ],
  ['itself', ['replace m/a => ../x'], {}],
])('replace: %s', (_, lines, expected) => {
  expect(modules({ 'a/go.mod': mod('m/a', ...lines) }, 'a')).toEqual({ 'm/a': 'a', ...expected });
});

test('go.work overrules what its members replace, at every version', () => {
  const files = {
    'go.work': 'use ./a\nuse ./b\nreplace m/x => ./x2\nreplace m/y v9.0.0 => ./y9\n',
    'a/go.mod': mod(
      'm/a',
      'require m/x v1.0.0',
      'replace m/x v1.0.0 => ../x1',
      'require m/y v1.0.0',
      'replace m/y => ../y1',
    ),
    'b/go.mod': mod('m/b', 'replace m/z => ../z'),
  };
  expect(modules(files, 'b')).toEqual({ 'm/a': 'a', 'm/b': 'b', 'm/x': 'x2', 'm/z': 'z' });
});

test('of all versions that members require, the highest is meant', () => {
  const files = {
    'go.work': 'use ./a\nuse ./b\n',
    'a/go.mod': mod('m/a', 'require m/x v1.9.0', 'replace m/x v1.9.0 => ../old'),
    'b/go.mod': mod('m/b', 'require m/x v1.10.0', 'replace m/x v1.10.0 => ../new'),
  };
  expect(modules(files, 'a')).toMatchObject({ 'm/x': 'new' });
});

test.each<[string, Record<string, string>, string | undefined]>([
  ['of a module', { 'a/go.mod': mod('m'), 'a/vendor/modules.txt': '# x\n' }, 'a/vendor'],
  ['without modules.txt', { 'a/go.mod': mod('m'), 'a/vendor/x/x.go': '' }, 'a/vendor'],
  ['before Go 1.14', { 'a/go.mod': 'module m\ngo 1.13\n', 'a/vendor/modules.txt': '' }, undefined],
  [
    'of a workspace',
    { 'go.work': 'use ./a\n', 'a/go.mod': mod('m'), 'vendor/modules.txt': '## workspace\n' },
    'vendor',
  ],
  [
    'of a module, in a workspace',
    { 'go.work': 'use ./a\n', 'a/go.mod': mod('m'), 'vendor/modules.txt': '# x\n' },
    undefined,
  ],
  ["of a workspace's member", { 'go.work': 'use ./a\n', 'a/go.mod': mod('m'), 'a/vendor/modules.txt': '' }, undefined],
  ['of a workspace, without it', { 'a/go.mod': mod('m'), 'a/vendor/modules.txt': '## workspace; x\n' }, undefined],
])('vendor folder %s', (_, files, vendor) => {
  const context = new ModFiles(fakeDisk(files)).context('a');
  expect(context.vendor).toBe(vendor);
  expect(context.modules.get('m')).toBe('a');
});

test('folders that go.mod keeps out of patterns', () => {
  const files = new ModFiles(fakeDisk({ 'm/go.mod': mod('m', 'ignore ./a/b', 'ignore gen') }));
  const dirs = ['m/a/b', 'm/a/b/c', 'm/a/bc', 'm/x/a/b', 'm/gen', 'm/x/gen/y', 'm/gene', 'm'];
  expect(dirs.map((dir) => files.isIgnored(dir, 'm'))).toEqual([true, true, false, false, true, true, false, false]);
});

test('the files that govern a project of a workspace', () => {
  const files = { 'go.work': 'use ./a\nuse ./b\n', 'a/go.mod': mod('m/a'), 'b/go.mod': mod('m/b') };
  const { own, ofWork } = new ModFiles(fakeDisk(files)).governing('a');
  expect(own).toEqual(['a/vendor/modules.txt']);
  expect([...ofWork]).toEqual([
    ...['a/go.mod', 'a/go.sum', 'b/go.mod', 'b/go.sum'],
    ...['go.work', 'go.work.sum', 'vendor/modules.txt'],
  ]);
});

test('a module without a go.work is governed by its own files', () => {
  const { own, ofWork } = new ModFiles(fakeDisk({ 'a/go.mod': mod('m/a') })).governing('a');
  expect([own, [...ofWork]]).toEqual([['a/go.mod', 'a/go.sum', 'a/vendor/modules.txt'], []]);
});

import { fakeDisk } from '../testdata/temp-workspace';
import { ModFiles } from './mod-files';
import { missingFolders, resolveImport } from './resolver';

const files = new ModFiles(
  fakeDisk({ 'foo/go.mod': '', 'foobar/go.mod': '', 'foo/nested/go.mod': '', 'log/go.mod': '' }),
);
const modules = new Map([
  ['example.com/foo', 'foo'],
  ['example.com/foobar', 'foobar'],
  ['example.com/foo/deep', 'foo/nested'],
  ['log', 'log'],
]);
const NONE: ReadonlySet<string> = new Set();
const packages = ['foo', 'foo/a', 'foobar/x', 'foo/nested', 'foo/nested/b', 'log', 'log/sub'];

test.each<[string, string | undefined]>([
  ['example.com/foo', 'foo'],
  ['example.com/foo/a', 'foo/a'],
  ['example.com/foobar/x', 'foobar/x'],
  ['example.com/foobarbaz/x', undefined],
  ['example.com/foo/none', undefined],
  // The folder belongs to the module in it, whose path is another one.
  ['example.com/foo/nested/b', undefined],
  ['example.com/foo/deep/b', 'foo/nested/b'],
  ['log/sub', 'log/sub'],
  // Go's own packages come first.
  ['log', undefined],
  ['C', undefined],
  ['./a', undefined],
  ['../foo', undefined],
  ['/example.com/foo', undefined],
  ['', undefined],
])('%s is %s', (path, expected) => {
  const locate = (dir: string) => (packages.includes(dir) ? dir : undefined);
  expect(resolveImport(path, { modules, required: NONE }, files, locate)).toBe(expected);
});

test('what no main module has is in the vendor folder', () => {
  const locate = (dir: string) => (dir === 'vendor/x.org/y' || dir === 'foo/a' ? dir : undefined);
  const resolve = (path: string) => resolveImport(path, { modules, required: NONE, vendor: 'vendor' }, files, locate);
  expect(['x.org/y', 'example.com/foo/a', 'x.org/z', './x.org/y', 'fmt'].map(resolve)).toEqual([
    ...['vendor/x.org/y', 'foo/a', undefined, undefined, undefined],
  ]);
});

test.each<[string, string, string[], string[]]>([
  ['in the module whose path is a prefix', 'example.com/foobar/none', [], ['foobar/none']],
  ['in all of them, the longest path first', 'example.com/foo/deep/none', [], ['foo/nested/none', 'foo/deep/none']],
  ['nowhere here, when another module has a longer path', 'example.com/foo/x/y', ['example.com/foo/x'], []],
  ['here, when another module has a shorter path', 'example.com/foo/x/y', ['example.com'], ['foo/x/y']],
  ['nowhere for a package of another module', 'x.org/y', ['x.org/y'], []],
  ['nowhere for one of Go itself', 'log', [], []],
])('what is missing should lie %s', (_title, path, required, expected) => {
  expect(missingFolders(path, { modules, required: new Set(required) })).toEqual(expected);
});

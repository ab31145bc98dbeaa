import { fakeDisk } from '../testdata/temp-workspace';
import { ModFiles } from './mod-files';
import { resolveImport } from './resolver';

const files = new ModFiles(
  fakeDisk({ 'foo/go.mod': '', 'foobar/go.mod': '', 'foo/nested/go.mod': '', 'log/go.mod': '' }),
);
const modules = new Map([
  ['example.com/foo', 'foo'],
  ['example.com/foobar', 'foobar'],
  ['example.com/foo/deep', 'foo/nested'],
  ['log', 'log'],
]);
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
  expect(resolveImport(path, { modules }, files, locate)).toBe(expected);
});

test('what no main module has is in the vendor folder', () => {
  const locate = (dir: string) => (dir === 'vendor/x.org/y' || dir === 'foo/a' ? dir : undefined);
  const resolve = (path: string) => resolveImport(path, { modules, vendor: 'vendor' }, files, locate);
  expect(['x.org/y', 'example.com/foo/a', 'x.org/z', './x.org/y', 'fmt'].map(resolve)).toEqual([
    ...['vendor/x.org/y', 'foo/a', undefined, undefined, undefined],
  ]);
});

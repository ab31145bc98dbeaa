import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { tempWorkspaces } from '../testdata/temp-workspace';
import type { PackageFolder } from './package-folder';
import { SourceIndex } from './source-index';

const workspace = tempWorkspaces();
const GO = 'package p\nimport "a"\n';

test('packages are where ./... looks', () => {
  const folders = [
    '',
    'a/',
    'a/build/',
    'a/x.go/',
    'a/testdata/',
    'a/vendor/b/',
    '_a/',
    '.a/',
    'a/node_modules/b/',
    '.git/',
  ];
  const index = new SourceIndex(workspace(Object.fromEntries(folders.map((dir) => [`${dir}f.go`, GO]))));
  expect([...index.packages.keys()].sort()).toEqual(['.', 'a', 'a/build', 'a/x.go']);
});

test('a folder holds its Go files and the names of what Go compiles with them', () => {
  const dir = workspace({ 'b.go': GO, 'a_arm64.s': '', '_c.go': GO, '.d.go': GO, 'e.txt': '', 'c/only.c': '' });
  const index = new SourceIndex(dir);
  const [[found, { sources, compiled, oddNames }]] = [...index.packages] as [[string, PackageFolder]];
  expect([found, compiled, oddNames]).toEqual(['.', ['a_arm64.s', 'b.go'], ['a_arm64.s']]);
  expect(sources).toEqual({ always: ['a'], alwaysByTests: [], gated: [], embedding: [] });
});

test('names are noted that a glob could take for those of a port', () => {
  const names = ['x_arm64_test.go', 'x_linux.go', 'y.pb_arm64.go', 'z_windows.c'];
  const index = new SourceIndex(workspace(Object.fromEntries([...names, 'linux.go', 'x_y.go'].map((n) => [n, GO]))));
  expect(index.packages.get('.')!.oddNames).toEqual(names);
});

test('data files are noted whose names look like those of another port or of a test', () => {
  const names = [
    'testdata/a_arm64.s',
    'testdata/b.c_windows.go',
    '_x_arm64.go',
    'data/c_test.c',
    'data/plain.go.txt',
    'testdata/d.go',
  ];
  const index = new SourceIndex(
    workspace({ ...Object.fromEntries(names.map((name) => [name, ''])), 'data/sub_386.c': '' }),
  );
  expect([...index.namedData].sort()).toEqual([
    '_x_arm64.go',
    'data/sub_386.c',
    'testdata/a_arm64.s',
    'testdata/b.c_windows.go',
  ]);
});

test('imports find packages where ./... does not look, and through links', () => {
  const dir = workspace({ 'a/testdata/h/h.go': GO, '_x/x.go': GO, 'b/b.go': GO, 'b/docs/d.txt': '' });
  symlinkSync('../b', join(dir, 'a', 'linked'));
  symlinkSync('/', join(dir, 'a', 'outside'));
  const index = new SourceIndex(dir);
  const asked = ['a/testdata/h', '_x', 'a/linked', 'b', 'a/outside', 'b/docs', 'none'];
  expect(asked.map((one) => index.locate(one))).toEqual([
    'a/testdata/h',
    '_x',
    'b',
    'b',
    undefined,
    undefined,
    undefined,
  ]);
  expect(index.folder('_x').sources.always).toEqual(['a']);
});

test('a linked file is read, a broken link is named', () => {
  const dir = workspace({ 'a/a.go': GO, 'b/b.go': 'package p\n', 'f/f.go': 'package p\n' });
  symlinkSync('../a/a.go', join(dir, 'b', 'c.go'));
  symlinkSync('nowhere.go', join(dir, 'b', 'dangling.go'));
  symlinkSync('loop.go', join(dir, 'b', 'loop.go'));
  symlinkSync('../f', join(dir, 'b', 'folder.go'));
  symlinkSync('.', join(dir, 'b', 'self'));
  mkdirSync(join(dir, 'b', 'empty.go'));
  const index = new SourceIndex(dir);
  expect(index.packages.get('b')!.sources.always).toEqual(['a']);
  expect(index.unreadable).toEqual(
    new Map([
      ['b/dangling.go', 'a link that leads nowhere'],
      ['b/loop.go', 'a link that leads back to itself'],
    ]),
  );
});

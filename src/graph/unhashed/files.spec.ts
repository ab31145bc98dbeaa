import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { tempWorkspaces } from '../../golang/testdata/temp-workspace';
import { filesBelow, isFileOfGo, isTestData } from './files';
import { throughLink } from './links';

const workspace = tempWorkspaces();

test.each<[string, boolean, boolean]>([
  ['a/b.go', true, false],
  ['a/b_arm64.s', true, false],
  ['go.mod', true, false],
  ['a/go.work.sum', true, false],
  ['a/vendor/modules.txt', true, false],
  ['a/modules.txt.bak', false, false],
  ['a/testdata/golden.txt', false, true],
  ['testdata/x.go', true, true],
  ['a/mytestdata/x.txt', false, false],
  ['a/algo', false, false],
  ['a/xgo.mod', false, false],
])('%s: Go’s own %s, test data %s', (file, ofGo, data) => {
  expect([isFileOfGo(file), isTestData(file)]).toEqual([ofGo, data]);
});

const FILES = {
  'a/x.go': '',
  'a/b/y.txt': '',
  'a/node_modules/z.go': '',
  'a/.git/z': '',
  'c/testdata/node_modules/x.js': '',
  'dist/go-cross/a/s.json': '',
  'dist/app.js': '',
};

test.each<[string, string[]]>([
  ['a/x.go', ['a/x.go']],
  ['a/', ['a/b/y.txt', 'a/x.go']],
  ['a/node_modules/', []],
  ['c/testdata/node_modules/', ['c/testdata/node_modules/x.js']],
  ['dist/', ['dist/app.js']],
  ['none/', []],
])('what git lists as %s holds %j', (path, expected) => {
  const dir = workspace(FILES);
  symlinkSync('..', join(dir, 'a', 'up'));
  expect(filesBelow(dir, path).sort()).toEqual(expected);
});

test.each<[string, string, string[]]>([
  ['a file', 'a/x.go', ['link']],
  ['a folder: its files', 'a', ['link', 'a/b/y.txt', 'a/x.go']],
  ['the workspace itself: not all of it', '.', ['link']],
  ['a folder elsewhere', '/', ['link']],
  ['nothing', 'nowhere', ['link']],
])('a link to %s', (_title, to, expected) => {
  const dir = workspace(FILES);
  symlinkSync(to, join(dir, 'link'));
  expect(throughLink(dir, 'link').sort()).toEqual([...expected].sort());
});

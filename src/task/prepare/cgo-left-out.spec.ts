import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GoFacts } from '../../host';
import { cgoLeftOut } from './cgo-left-out';
import type { NormalizedTestOptions } from '../options/normalize-options';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cgo-left-out-spec-')));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'go.mod'), 'module example.com/a\n\ngo 1.23\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const leftOut = (goTest: object = {}) => {
  const port = { goos: 'linux', goarch: 'arm64' };
  const options = { dir: folder, port, env: process.env, goTest: { packages: ['./...'], goFlags: [], ...goTest } };
  return cgoLeftOut(options as unknown as NormalizedTestOptions, { path: 'go', env: {} } as GoFacts);
};

test.each([
  ['imports C', 'a.go', 'package a\n\nimport "C"\n', true],
  ['imports C in a group', 'a.go', 'package a\n\nimport (\n\t"C"\n\t"fmt"\n)\n', true],
  ['is a test for cgo only', 'a_test.go', '//go:build cgo\n\npackage a\n', true],
  ['is built with cgo only', 'a.go', '//go:build cgo\n\npackage a\n', true],
  ['is built with cgo among others', 'a.go', '//go:build linux && cgo\n\npackage a\n', true],
  ['is built without cgo', 'a.go', '//go:build !cgo\n\npackage a\n', false],
  ['has a tag that begins like it', 'a.go', '//go:build cgotrace\n\npackage a\n', false],
  ['has nothing to do with it', 'a.go', 'package a // import "C"\n', false],
  ['is for another system by its name', 'a_darwin.go', 'package a\n\nimport "C"\n', false],
  ['is for another system by its constraint', 'a.go', '//go:build darwin && cgo\n\npackage a\n', false],
  ['has a tag that is not set', 'a.go', '//go:build native && cgo\n\npackage a\n', false],
])('a file that %s', async (_title, name, text, isNamed) => {
  writeFileSync(join(folder, 'sub', name), text);
  expect(await leftOut()).toEqual(isNamed ? [`sub/${name}`] : []);
});

test('tags count, and a module below is another one', async () => {
  writeFileSync(join(folder, 'sub', 'a.go'), '//go:build native && cgo\n\npackage a\n');
  mkdirSync(join(folder, 'other'));
  writeFileSync(join(folder, 'other', 'go.mod'), 'module example.com/b\n\ngo 1.23\n');
  writeFileSync(join(folder, 'other', 'b.go'), 'package b\n\nimport "C"\n');
  expect(await leftOut({ tags: ['native'] })).toEqual(['sub/a.go']);
});

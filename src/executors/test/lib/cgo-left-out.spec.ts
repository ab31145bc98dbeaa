import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cgoFiles } from './cgo-left-out';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cgo-left-out-spec-'));
  mkdirSync(join(folder, 'sub'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['imports C', 'package a\n\nimport "C"\n', true],
  ['is built with cgo only', '//go:build cgo\n\npackage a\n', true],
  ['is built with cgo among others', '//go:build linux && cgo\n\npackage a\n', true],
  ['is built without cgo', '//go:build !cgo\n\npackage a\n', false],
  ['has a tag that begins like it', '//go:build cgotrace\n\npackage a\n', false],
  ['has nothing to do with it', 'package a // import "C"\n', false],
])('a file that %s', (_title, text, isNamed) => {
  writeFileSync(join(folder, 'sub', 'a.go'), text);
  expect(cgoFiles(folder)).toEqual(isNamed ? ['sub/a.go'] : []);
});

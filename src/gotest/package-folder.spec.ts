import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder } from './package-folder';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'package-folder-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function goMod(text: string): string {
  const file = join(root, 'go.mod');
  writeFileSync(file, text);
  return file;
}

test.each([
  ['example.com/app', '.'],
  ['example.com/app/a/b', 'a/b'],
  ['example.com/application', undefined],
  ['example.com/other', undefined],
])('of %s in a root module', (importPath, folder) => {
  expect(packageFolder(root, goMod('// head\nmodule example.com/app // tail\n\ngo 1.23\n'))(importPath)).toBe(folder);
});

test('of a module in a folder', () => {
  const folderOf = packageFolder(join(root, '..'), goMod('module "example.com/app"\n'));
  expect(folderOf('example.com/app/a')).toBe(join(root.split('/').at(-1)!, 'a'));
});

test('of nothing: no module, no such file, a module outside of the workspace', () => {
  expect(packageFolder(root, goMod('go 1.23\n'))('a')).toBeUndefined();
  expect(packageFolder(root, '/dev/null')('a')).toBeUndefined();
  expect(packageFolder(root, '')('a')).toBeUndefined();
  expect(packageFolder(join(root, 'below'), goMod('module example.com/app\n'))('example.com/app')).toBeUndefined();
});

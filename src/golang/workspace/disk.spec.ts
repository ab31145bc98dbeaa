import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { tempWorkspaces } from '../testdata/temp-workspace';
import { openDisk } from './disk';

const workspace = tempWorkspaces();

test('files and folders, links followed', () => {
  const dir = workspace({ 'a/go.mod': 'module a\n' });
  symlinkSync('a', join(dir, 'linked'));
  symlinkSync('loop', join(dir, 'loop'));
  const disk = openDisk(dir);
  const asked = ['a/go.mod', 'linked/go.mod', 'a', 'linked', '.', 'a/', 'a/none', 'none/go.mod', 'loop'];
  expect(asked.map((path) => [disk.isFile(path), disk.isFolder(path)].map(Number).join(''))).toEqual([
    ...['10', '10', '01', '01', '01', '01', '00', '00', '00'],
  ]);
  expect(['a/go.mod', 'a', 'a/none', 'loop'].map((path) => disk.read(path))).toEqual([
    ...['module a\n', undefined, undefined, undefined],
  ]);
});

test('JSON, with comments, and what is none', () => {
  const disk = openDisk(workspace({ 'a.json': '{ // why\n "a": 1 }', 'b.json': '{', 'c.json': '7' }));
  expect(['a', 'b', 'c', 'd'].map((name) => disk.json(`${name}.json`))).toEqual([
    ...[{ a: 1 }, undefined, undefined, undefined],
  ]);
});

test('what a listing does not show is not looked for', () => {
  const disk = openDisk(workspace({ 'a/x': '', y: '' }), (dir, name) => dir !== 'a' && name !== 'y');
  expect(['a/x', 'y', '.', 'a/.'].map((path) => disk.isFile(path) || disk.isFolder(path))).toEqual([
    ...[false, false, true, true],
  ]);
});

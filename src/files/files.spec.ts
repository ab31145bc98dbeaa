import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  entriesIn,
  isExecutable,
  isInFolder,
  isObject,
  keepJson,
  namesIn,
  parseJson,
  pathInFolder,
  pathsFrom,
  readText,
  realFolder,
  realPath,
  replaceWhole,
  statOf,
  walk,
} from '.';
import { tempRoot } from './testdata/temp-root';

const newRoot = tempRoot();
let root: string;
beforeEach(() => {
  root = realPath(newRoot())!;
  mkdirSync(join(root, 'dir/deep'), { recursive: true });
  for (const name of ['dir/b', 'dir/a', 'dir/deep/c']) writeFileSync(join(root, name), 'é');
  symlinkSync('dir', join(root, 'link'));
  symlinkSync('loop', join(root, 'loop'));
});

test('a folder that was entered through a link has the paths of both names', () => {
  const inLink = pathsFrom(join(root, 'link'));
  expect([inLink(join(root, 'link/a')), inLink(join(root, 'dir/a')), inLink(join(root, 'dir'))]).toEqual([
    'a',
    'a',
    '.',
  ]);
  expect(inLink(join(root, 'other'))).toBeUndefined();
  expect(pathsFrom(join(root, 'missing'))(join(root, 'missing/a'))).toBe('a');
});

describe('what cannot be read is nothing, whatever the reason', () => {
  const PATHS = ['missing', 'dir/a/below-a-file', 'loop'];

  test.each(PATHS)('%s', (name) => {
    const path = join(root, name);
    expect([readText(path), statOf(path), realPath(path), realFolder(root, name)]).toEqual(Array(4).fill(undefined));
    expect([namesIn(path), entriesIn(path)]).toEqual([[], []]);
    expect(isExecutable(path)).toBe(false);
  });

  test('a folder has no text, a file no entries', () => {
    expect(readText(join(root, 'dir'))).toBeUndefined();
    expect(namesIn(join(root, 'dir/a'))).toEqual([]);
  });
});

test('texts are UTF-8, or one character a byte', () => {
  expect(readText(join(root, 'dir/a'))).toBe('é');
  expect(readText(join(root, 'dir/a'), 'latin1')).toBe('Ã©');
});

test('links are followed to what they lead to, and listed as links', () => {
  expect(statOf(join(root, 'link'))!.isDirectory()).toBe(true);
  expect(realPath(join(root, 'link/deep'))).toBe(join(root, 'dir/deep'));
  expect([realFolder(root, 'link'), realFolder(root, '.')]).toEqual(['dir', '.']);
  expect(namesIn(join(root, 'link')).sort()).toEqual(['a', 'b', 'deep']);
  expect(
    entriesIn(root)
      .find(({ name }) => name === 'link')!
      .isSymbolicLink(),
  ).toBe(true);
});

test('a walk has what is no folder, by name, and enters what it is told to', () => {
  const paths = (enters: (path: string) => boolean) => [...walk(root, enters)].map(({ path }) => path);
  expect(paths(() => true)).toEqual(['dir/a', 'dir/b', 'dir/deep/c', 'link', 'loop']);
  expect(paths((path) => path !== 'dir/deep')).toEqual(['dir/a', 'dir/b', 'link', 'loop']);
  expect(paths(() => false)).toEqual(['link', 'loop']);
});

test.each([
  ['/w', '/w', '.'],
  ['/w/a/b', '/w', 'a/b'],
  ['/w/..a', '/w', '..a'],
  ['/w-x', '/w', undefined],
  ['/', '/w', undefined],
  ['/other', '/w', undefined],
  ['/w', '/', 'w'],
])('%s in %s: %s', (path, folder, inside) => {
  expect(pathInFolder(path, folder)).toBe(inside);
  expect(isInFolder(path, folder)).toBe(inside !== undefined);
});

test.each([
  ['{}', {}, true],
  ['[1]', [1], false],
  ['null', null, false],
  ['"text"', 'text', false],
  ['{"cut": ', undefined, false],
  [undefined, undefined, false],
])('the JSON text %s', (text, value, hasNames) => {
  expect(parseJson(text)).toEqual(value);
  expect(isObject(parseJson(text))).toBe(hasNames);
});

test('what the user may execute', () => {
  const file = join(root, 'dir/a');
  expect(isExecutable(file)).toBe(false);
  chmodSync(file, 0o755);
  expect(isExecutable(file)).toBe(true);
});

describe('a file is replaced in one step', () => {
  test('it is as it was until what comes in its place is whole', () => {
    const file = join(root, 'dir/a');
    replaceWhole(file, (underway) => {
      writeFileSync(underway, 'new');
      expect(dirname(underway)).toBe(dirname(file));
      expect(basename(underway)).toBe(`a.${process.pid}`);
      expect(readText(file)).toBe('é');
    });
    expect(readText(file)).toBe('new');
  });

  test('what fails leaves the old one, nothing else, and says why', () => {
    const write = (underway: string) => {
      writeFileSync(underway, 'half');
      throw new Error('full disk');
    };
    expect(() => replaceWhole(join(root, 'dir/a'), write)).toThrow('full disk');
    expect(namesIn(join(root, 'dir')).sort()).toEqual(['a', 'b', 'deep']);
    expect(readText(join(root, 'dir/a'))).toBe('é');
  });

  test('what only saves time may fail', () => {
    expect(keepJson(join(root, 'dir/a/kept.json'), { a: 1 })).toBe(false);
    expect(keepJson(join(root, 'dir/deep'), { a: 1 })).toBe(false);
    expect(readdirSync(join(root, 'dir')).sort()).toEqual(['a', 'b', 'deep']);
  });

  test('its folder is made, and both have the permissions that were asked for', () => {
    const file = join(root, 'new/kept.json');
    expect(keepJson(file, { a: 1 }, { mode: 0o600, folderMode: 0o700 })).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('{"a":1}');
    expect([file, dirname(file)].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o700]);
    expect(existsSync(`${file}.${process.pid}`)).toBe(false);
  });
});

import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestData, digestGlobs } from './data-digest';

let root: string;
const at = (...path: string[]) => join(root, ...path);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'data-digest-'));
  mkdirSync(at('testdata'));
  writeFileSync(at('testdata', 'golden.txt'), 'one');
  writeFileSync(at('main.go'), 'package main');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const digest = () => digestData(root, [at('dist')]);

/** The digest before and after an edit. */
function differs(edit: () => void): boolean {
  const before = digest();
  edit();
  return digest() !== before;
}

test('data with the same size and mtime but another content differs', () => {
  const golden = at('testdata', 'golden.txt');
  const { atime, mtime } = statSync(golden);
  expect(
    differs(() => {
      writeFileSync(golden, 'two');
      utimesSync(golden, atime, mtime);
    }),
  ).toBe(true);
});

test.each<[string, () => void, boolean]>([
  ['a touch', () => utimesSync(at('testdata', 'golden.txt'), 1, 1), false],
  ['a new data file', () => writeFileSync(at('testdata', 'new'), ''), true],
  ['an embedded file outside testdata', () => writeFileSync(at('page.html'), ''), true],
  ['Go source, which Go keys by content itself', () => writeFileSync(at('main.go'), 'package other'), false],
  ['Go source below testdata, which is data', () => writeFileSync(at('testdata', 'x.go'), 'package x'), true],
  ['our own results', () => (mkdirSync(at('dist')), writeFileSync(at('dist', 'summary.json'), '{}')), false],
  ['node_modules', () => (mkdirSync(at('node_modules')), writeFileSync(at('node_modules', 'x'), '')), false],
  [
    'node_modules below testdata, which is data',
    () => {
      mkdirSync(at('testdata', 'node_modules', '.git'), { recursive: true });
      writeFileSync(at('testdata', 'node_modules', '.git', 'x'), '');
    },
    true,
  ],
])('%s', (_title, edit, expected) => {
  expect(differs(edit)).toBe(expected);
});

test('a link counts with its target', () => {
  writeFileSync(at('testdata', 'other.txt'), 'one');
  symlinkSync('golden.txt', at('testdata', 'link'));
  const retarget = () => (rmSync(at('testdata', 'link')), symlinkSync('other.txt', at('testdata', 'link')));
  expect(differs(retarget)).toBe(true);
});

test('a dangling link, a loop and an unreadable file do not stop it', () => {
  symlinkSync('nowhere', at('testdata', 'dangling'));
  symlinkSync('loop', at('testdata', 'loop'));
  writeFileSync(at('testdata', 'secret'), '');
  chmodSync(at('testdata', 'secret'), 0);
  expect(digest()).toMatch(/^[0-9a-f]{64}$/);
});

describe('globs', () => {
  beforeEach(() => {
    mkdirSync(at('shared', 'deep'), { recursive: true });
    writeFileSync(at('shared', 'deep', 'a.json'), '{}');
    writeFileSync(at('shared', '.b.json'), '{}');
  });

  const A = () => writeFileSync(at('shared', 'deep', 'a.json'), '[]');
  const HIDDEN = () => writeFileSync(at('shared', '.b.json'), '[]');

  test.each<[string[], () => void, boolean]>([
    [['shared/**/*'], A, true],
    [['shared/**/*'], HIDDEN, true],
    [['shared/*'], A, false],
    [['shared/deep/a.json'], A, true],
    [['shared/.b.json'], A, false],
    [['shared/deep/{a,b}.json'], A, true],
    [['**/a.json'], A, true],
    [['**/*', '!shared/deep/**'], A, false],
    [['!shared/deep/a.json', '**/*'], A, false],
    [['missing.json'], () => writeFileSync(at('missing.json'), ''), true],
    [['missing/**/*'], A, false],
    [[], A, false],
  ])('%j %s', async (globs, edit, expected) => {
    const digestNow = () => digestGlobs(root, globs, [at('dist')]);
    const before = await digestNow();
    edit();
    expect((await digestNow()) !== before).toBe(expected);
  });
});

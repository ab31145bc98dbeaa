import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { readOwnJson, writeJson } from './json-file';
import { privateFolder } from './private-folder';
import { stateDir, stateFolder, stateWarning } from './state-dir';
import { tempRoot } from '../files/testdata/temp-root';

const OTHER = 4_242;
let root: string;
const newRoot = tempRoot();
beforeEach(() => {
  root = realpathSync(newRoot());
});

const isRoot = process.getuid?.() === 0;

/** Gives a path to another user, which only root can. */
function giveAway(path: string): void {
  chownSync(path, OTHER, OTHER);
}

/** A folder for temporary files as many users share one. */
function shared(mode = 0o1777): string {
  const folder = join(root, 'shared');
  mkdirSync(folder);
  chmodSync(folder, mode);
  return folder;
}

type Plant = (path: string, folder: string) => void;
const own = (path: string, mode = 0o700) => {
  mkdirSync(path);
  chmodSync(path, mode);
};

const PLANTED: [string, Plant, boolean][] = [
  ['nothing', () => undefined, true],
  ['a folder of this user', (path) => own(path), true],
  ['a folder that a group can write to', (path) => own(path, 0o770), false],
  ['a folder that all can write to', (path) => own(path, 0o777), false],
  ['a file', (path) => writeFileSync(path, ''), false],
  [
    'a link to a folder of this user',
    (path, folder) => (own(join(folder, 'mine')), symlinkSync(join(folder, 'mine'), path)),
    false,
  ],
  ['a link that leads nowhere', (path, folder) => symlinkSync(join(folder, 'none'), path), false],
  ['a folder of another user', (path) => (own(path, 0o755), giveAway(path)), false],
];

test.each(PLANTED)('without a home, in a shared folder: %s', (title, plant, isUsed) => {
  if (/another user/.test(title) && !isRoot) return console.warn(`not tested: '${title}' needs root`);
  const folder = shared();
  const path = join(folder, `nx-go-cross-${process.getuid?.()}`);
  plant(path, folder);
  // A file, so that no folder can be made below it.
  writeFileSync(join(root, 'no'), '');
  Object.assign(process.env, { HOME: join(root, 'no', 'home'), XDG_CACHE_HOME: '', TMPDIR: folder });
  const before = readdirSync(folder);
  expect(stateDir()).toBe(isUsed ? path : undefined);
  expect(stateFolder('facts')).toBe(isUsed ? join(path, 'facts') : undefined);
  expect(stateWarning() === undefined).toBe(isUsed);
  if (!isUsed) expect(readdirSync(folder)).toEqual(before);
});

test.each<[string, number, boolean]>([
  ['sticky', 0o1777, true],
  ['of this user alone', 0o755, true],
  ['one that all can write to', 0o777, false],
  ['sticky and a group’s', 0o1770, true],
])('the folder that it lies in may be %s', (_title, mode, isUsed) => {
  const folder = shared(mode);
  expect(privateFolder(join(folder, 'a', 'b'))).toBe(isUsed ? join(folder, 'a', 'b') : undefined);
  expect(existsSync(join(folder, 'a'))).toBe(isUsed);
});

test.each<[string, readonly number[], boolean]>([
  ['nobody else', [], false],
  ['the owner of the home folder', [OTHER], true],
])('whoever owns a folder above can replace what is in it: trusted is %s', (_title, trusted, isUsed) => {
  if (!isRoot) return console.warn('not tested: folders of other users need root');
  const folder = shared(0o1777);
  giveAway(folder);
  expect(privateFolder(join(folder, 'state'), trusted)).toBe(isUsed ? join(folder, 'state') : undefined);
});

test('a link on the way is followed once, and what it led to is used', () => {
  mkdirSync(join(root, 'real'));
  symlinkSync(join(root, 'real'), join(root, 'link'));
  expect(privateFolder(join(root, 'link', 'state'))).toBe(join(root, 'real', 'state'));
});

describe('a fact', () => {
  const file = () => join(root, 'fact.json');

  test.each<[string, Plant]>([
    [
      'behind a link',
      (path, folder) => (writeJson(join(folder, 'other'), 1), symlinkSync(join(folder, 'other'), path)),
    ],
    ['that others can write to', (path) => (writeJson(path, 1), chmodSync(path, 0o666))],
    ['of another user', (path) => (writeJson(path, 1), giveAway(path))],
    ['that is empty', (path) => writeFileSync(path, '')],
    ['that is cut off', (path) => writeFileSync(path, '{"fact":{"a":1},"dig')],
    ['that is full of zeros', (path) => writeFileSync(path, '\0'.repeat(40))],
    ['without its digest', (path) => writeFileSync(path, '{"fact":{"a":1}}')],
    ['that is null', (path) => writeFileSync(path, '{"fact":null}')],
    ['that is another kind of JSON', (path) => writeFileSync(path, '[]')],
    ['that is a folder', (path) => mkdirSync(path)],
  ])('%s is not believed, nor is it in the way', (title, plant) => {
    if (/another user/.test(title) && !isRoot) return console.warn(`not tested: '${title}' needs root`);
    plant(file(), root);
    expect(readOwnJson(file())).toBeUndefined();
    expect(() => writeJson(file(), { a: 1 })).not.toThrow();
  });

  test('is read as it was written', () => {
    writeJson(file(), { a: [1, undefined], b: undefined });
    expect(readOwnJson(file())).toEqual({ a: [1, null] });
  });
});

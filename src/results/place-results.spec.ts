import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placeResults, removeForgotten, writeWhole } from './place-results';

/** Another file system than the one for temporary files. */
const MEMORY = '/dev/shm';

let from: string;
let to: string;
beforeEach(() => {
  from = mkdtempSync(join(tmpdir(), 'place-results-spec-'));
  to = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'place-results-spec-'));
});
afterEach(() => [from, to].forEach((dir) => rmSync(dir, { recursive: true, force: true })));

function fill(dir: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(dir, name, '..'), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
}

const contents = (dir: string) =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .sort()
      .filter((name) => !['binaries', 'binaries/packages'].includes(name))
      .map((name) => [name, readFileSync(join(dir, name), 'utf8')]),
  );

test.each(['another file system', 'the same'])(
  'all results of a run take the place of those before, on %s',
  (where) => {
    const place = where === 'the same' ? join(from, '..', `${from}-place`) : to;
    mkdirSync(place, { recursive: true });
    fill(place, { 'summary.json': 'old', 'cover.out': 'old', 'binaries/old': 'old', 'binaries/manifest.json': 'old' });
    fill(from, { 'summary.json': 'new', 'events.jsonl': 'new', 'binaries/packages/x.test': 'new' });
    placeResults(from, place);
    expect(contents(place)).toEqual({
      'summary.json': 'new',
      'events.jsonl': 'new',
      'binaries/packages/x.test': 'new',
    });
    rmSync(`${from}-place`, { recursive: true, force: true });
  },
);

test('a reader that has a file open goes on reading the old one, whole', () => {
  const file = join(to, 'summary.json');
  writeWhole(file, 'old');
  const inode = statSync(file).ino;
  writeWhole(file, 'new');
  expect(statSync(file).ino).not.toBe(inode);
  expect(readdirSync(to)).toEqual(['summary.json']);
});

test('what cannot be put in place leaves nothing on the way', () => {
  mkdirSync(join(to, 'summary.json', 'taken'), { recursive: true });
  expect(() => writeWhole(join(to, 'summary.json'), 'new')).toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
  expect(readdirSync(to)).toEqual(['summary.json']);
});

test('what a killed process left on the way is removed after a minute', () => {
  fill(to, { '.nx-go-cross-1-summary.json': 'old', '.nx-go-cross-2-summary.json': 'of a run that goes on' });
  utimesSync(join(to, '.nx-go-cross-1-summary.json'), 1, 1);
  removeForgotten(to);
  removeForgotten(join(to, 'none'));
  expect(readdirSync(to)).toEqual(['.nx-go-cross-2-summary.json']);
});

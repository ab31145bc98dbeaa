import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { touchedSince } from './scan';

const FILES = [
  'svc/a.go',
  'svc/testdata/deep/x.txt',
  'svc/nested/n.go',
  'svc/out/summary.json',
  'lib/l.go',
  'lib/sub/s.go',
];
const FOLDERS = [
  { folder: 'svc', isDeep: true, ofProject: true },
  { folder: 'lib', isDeep: false, ofProject: false },
];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'scan-spec-'));
  for (const file of FILES) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), '');
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The clock of file systems goes by some milliseconds. */
async function touched(edit: (path: (file: string) => string) => void): Promise<string[]> {
  await sleep(15);
  const since = Date.now();
  await sleep(15);
  edit((file) => join(root, file));
  const except = new Set([join(root, 'svc', 'out')]);
  const found = touchedSince({ root, folders: FOLDERS, since, except, projectRoots: new Set(['svc', 'svc/nested']) });
  expect(found.every(({ at }) => at > since)).toBe(true);
  return found.map(({ path }) => path).sort();
}

test.each<[string, (path: (file: string) => string) => void, string[]]>([
  ['nothing', () => undefined, []],
  ['an edit', (path) => writeFileSync(path('svc/a.go'), 'x'), ['svc/a.go']],
  ['an edit that sets the old time again', (path) => utimesSync(path('svc/a.go'), 1, 1), ['svc/a.go']],
  ['deep data', (path) => writeFileSync(path('svc/testdata/deep/x.txt'), 'x'), ['svc/testdata/deep/x.txt']],
  ['a new file', (path) => writeFileSync(path('svc/new.go'), ''), ['svc/new.go']],
  ['a file that is gone', (path) => rmSync(path('svc/a.go')), ['svc']],
  ['a deep file that is gone', (path) => rmSync(path('svc/testdata/deep/x.txt')), ['svc/testdata/deep']],
  ['a file with a new name', (path) => renameSync(path('svc/a.go'), path('svc/b.go')), ['svc/b.go']],
  ['a new folder, which is no loss of the one around it', (path) => mkdirSync(path('svc/dir')), ['svc/dir']],
  ['another project in the folder', (path) => writeFileSync(path('svc/nested/n.go'), 'x'), []],
  ['results', (path) => writeFileSync(path('svc/out/summary.json'), 'x'), []],
  ['a package of another project', (path) => writeFileSync(path('lib/l.go'), 'x'), ['lib/l.go']],
  ['what lies below that', (path) => writeFileSync(path('lib/sub/s.go'), 'x'), []],
])('%s', async (_title, edit, expected) => {
  expect(await touched(edit)).toEqual(expected);
});

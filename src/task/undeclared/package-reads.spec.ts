import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { TestRun } from '../../events';
import { NATIVE } from '../../events/testdata/places';
import type { UnitRun } from '../../gotest';
import type { TestLog } from '../../gotest/test-log';
import { packageReads } from './package-reads';

let base: string;
let root: string;
const startedAt = new Date();
beforeAll(() => {
  base = mkdtempSync(join(realpathSync(tmpdir()), 'package-reads-'));
  root = join(base, 'workspace');
  for (const file of ['svc/go.mod', 'shared/a.json', 'outside', 'node_modules/x/y', 'cache/go/z', '.git/HEAD']) {
    write(join(root, file), file === 'svc/go.mod' ? 'module example.com/svc\n' : '');
  }
  write(join(base, 'elsewhere.json'), '');
  mkdirSync(join(root, 'svc/testdata'));
  symlinkSync('../../shared/a.json', join(root, 'svc/testdata/link.json'));
  symlinkSync('../../shared', join(root, 'svc/testdata/folder'));
  symlinkSync(join(base, 'elsewhere.json'), join(root, 'svc/testdata/away.json'));
  symlinkSync('nowhere', join(root, 'svc/testdata/dangling'));
  symlinkSync(root, join(base, 'alias'));
  writeFileSync(join(root, 'svc/written.txt'), '');
  utimesSync(join(root, 'svc/written.txt'), new Date(), new Date(startedAt.getTime() + 1_000));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  utimesSync(path, 1_000, 1_000);
}

function reads({ opened = [], examined = [], ...rest }: Partial<TestLog>, at = root) {
  const run = new TestRun(NATIVE);
  run.apply({ Action: 'start', Package: 'example.com/svc' });
  const full = (paths: readonly string[]) => paths.map((path) => resolve(root, path));
  const log = { dir: join(root, 'svc'), variables: [], opened: full(opened), examined: full(examined), ...rest };
  const unitRun = { run, testLogs: [log], startedAt } as unknown as UnitRun;
  return packageReads(unitRun, at, [join(root, 'cache/go'), dirname(base)])[0]!;
}

test('the package, and names of variables in order', () => {
  expect(reads({ variables: ['B', 'A'] })).toEqual({
    importPath: 'example.com/svc',
    dir: join(root, 'svc'),
    variables: ['A', 'B'],
    files: [],
    folders: [],
  });
});

test.each<[string, Partial<TestLog>, Partial<ReturnType<typeof reads>>]>([
  ['a file that was opened', { opened: ['shared/a.json'] }, { files: ['shared/a.json'] }],
  ['a file that was looked at', { examined: ['shared/a.json'] }, { files: ['shared/a.json'] }],
  ['a folder that was listed', { opened: ['shared'] }, { folders: ['shared'] }],
  ['a folder that was looked at', { examined: ['shared'] }, {}],
  ['the workspace itself', { opened: ['.'] }, {}],
  ['a file outside of it', { opened: ['../elsewhere.json'] }, {}],
  ['a file that is not there', { opened: ['shared/none.json', 'svc/testdata/dangling'], examined: ['.env'] }, {}],
  ['a path that cannot be', { opened: ['shared/a.json/b', 'shared/a\0b'] }, {}],
  ['a file that the test wrote', { opened: ['svc/written.txt'] }, {}],
  ['what npm and git keep', { opened: ['node_modules/x/y', '.git/HEAD'] }, {}],
  ['what Go keeps', { opened: ['cache/go/z'] }, {}],
  [
    'a link and what it leads to',
    { opened: ['svc/testdata/link.json'] },
    { files: ['shared/a.json', 'svc/testdata/link.json'] },
  ],
  [
    'a link in the way',
    { opened: ['svc/testdata/folder/a.json'] },
    { files: ['shared/a.json', 'svc/testdata/folder/a.json'] },
  ],
  ['a link that leads away', { opened: ['svc/testdata/away.json'] }, { files: ['svc/testdata/away.json'] }],
])('%s', (_title, log, expected) => {
  expect(reads(log)).toMatchObject({ files: [], folders: [], ...expected });
});

test('a workspace that is known by another name', () => {
  const alias = join(base, 'alias');
  for (const path of ['shared/a.json', join(alias, 'shared/a.json')]) {
    expect(reads({ opened: [path] }, alias).files).toEqual(['shared/a.json']);
  }
});

import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { tempWorkspaces } from '../testdata/temp-workspace';
import { SourceIndex } from './source-index';

const workspace = tempWorkspaces();
const cacheOf = (dir: string) => join(dir, '.nx', 'data', 'nx-go-cross-sources.json');

/** Long enough ago for the file to be kept. */
async function settled(files: Record<string, string>): Promise<string> {
  const dir = workspace(files);
  await sleep(150);
  return dir;
}

function imports(dir: string): readonly string[] | undefined {
  const index = new SourceIndex(dir);
  index.save();
  return index.packages.get('.')?.sources.always;
}

/** Changes an import there; what was read of a folder is a text within the JSON. */
function inCache(dir: string, from: string, to: string): void {
  const text = readFileSync(cacheOf(dir), 'utf8');
  expect(text).toContain(`\\"${from}\\"`);
  writeFileSync(cacheOf(dir), text.replace(`\\"${from}\\"`, `\\"${to}\\"`));
}

const SOURCE = { 'a.go': 'package p\nimport "one"\n' };

test('what was read is kept, and taken from there', async () => {
  const dir = await settled(SOURCE);
  expect(imports(dir)).toEqual(['one']);
  inCache(dir, 'one', 'from the cache');
  expect(imports(dir)).toEqual(['from the cache']);
});

test('a file that was just written is not kept: it may change again within one tick of the clock', () => {
  const dir = workspace(SOURCE);
  expect(imports(dir)).toEqual(['one']);
  expect(JSON.parse(readFileSync(cacheOf(dir), 'utf8')).folders).toEqual({});
});

test('an edit of the same size with the same modification time is seen', async () => {
  const dir = await settled(SOURCE);
  imports(dir);
  const { atime, mtime } = statSync(join(dir, 'a.go'));
  writeFileSync(join(dir, 'a.go'), SOURCE['a.go'].replace('one', 'two'));
  utimesSync(join(dir, 'a.go'), atime, mtime);
  expect(imports(dir)).toEqual(['two']);
});

test('what only imports lead to is kept too, whether or not the next command asks for it', async () => {
  const dir = await settled({ ...SOURCE, 'testdata/h/a.go': 'package h\nimport "h"\n' });
  const look = (also?: string) => {
    const index = new SourceIndex(dir);
    const found = also === undefined ? undefined : index.locate(also);
    index.save();
    return found && index.folder(found).sources.always;
  };
  look('testdata/h');
  inCache(dir, 'h', 'from the cache');
  look();
  expect(look('testdata/h')).toEqual(['from the cache']);
});

test('a new file and a removed one', async () => {
  const dir = await settled({ ...SOURCE, 'b.go': 'package p\nimport "b"\n' });
  expect(imports(dir)).toEqual(['one', 'b']);
  rmSync(join(dir, 'b.go'));
  expect(imports(dir)).toEqual(['one']);
  writeFileSync(join(dir, 'c.go'), 'package p\nimport "c"\n');
  expect(imports(dir)).toEqual(['one', 'c']);
  renameSync(join(dir, 'c.go'), join(dir, 'c_test.go'));
  expect(imports(dir)).toEqual(['one']);
});

test.each<[string, (file: string) => void]>([
  ['cut off', (file) => truncateSync(file, 40)],
  ['empty', (file) => truncateSync(file)],
  [
    'of another version',
    (file) => writeFileSync(file, readFileSync(file, 'utf8').replace(/"format":\d+/, '"format":0')),
  ],
  ['something else', (file) => writeFileSync(file, '[null]')],
  [
    'of the right version with something else in it',
    (file) => writeFileSync(file, readFileSync(file, 'utf8').replace(/"folders":.*/, '"folders":null}')),
  ],
  [
    'of wrong entries',
    (file) => writeFileSync(file, readFileSync(file, 'utf8').replace(/"folders":.*/, '"folders":{".":7}}')),
  ],
])('a cache that is %s is made anew', async (_, damage) => {
  const dir = await settled(SOURCE);
  imports(dir);
  const good = readFileSync(cacheOf(dir), 'utf8');
  damage(cacheOf(dir));
  expect(imports(dir)).toEqual(['one']);
  expect(readFileSync(cacheOf(dir), 'utf8')).toBe(good);
});

test('where nothing can be written, everything is read each time', async () => {
  const dir = await settled(SOURCE);
  // A file in the place of the folder stops root too.
  mkdirSync(join(dir, '.nx'));
  writeFileSync(dirname(cacheOf(dir)), 'in the way');
  expect(imports(dir)).toEqual(['one']);
  expect(imports(dir)).toEqual(['one']);
  expect(existsSync(cacheOf(dir))).toBe(false);
});

test('NX_CACHE_PROJECT_GRAPH=false asks for a fresh look', async () => {
  const dir = await settled(SOURCE);
  imports(dir);
  inCache(dir, 'one', 'stale');
  process.env.NX_CACHE_PROJECT_GRAPH = 'false';
  try {
    expect(imports(dir)).toEqual(['one']);
  } finally {
    delete process.env.NX_CACHE_PROJECT_GRAPH;
  }
});

test('commands that run at once never see half a cache, and leave no temporary files', async () => {
  const files = Array.from({ length: 150 }, (_, i) => [`p${i}/a.go`, `package p\nimport "${'x'.repeat(500)}${i}"\n`]);
  const dir = await settled(Object.fromEntries(files));
  const script = `
    const { SourceIndex } = require(${JSON.stringify(join(__dirname, 'source-index.ts'))});
    const { rmSync } = require('node:fs');
    for (let i = 0; i < 8; i++) {
      if (i % 3 === 0) rmSync(${JSON.stringify(cacheOf(dir))}, { force: true });
      const index = new SourceIndex(${JSON.stringify(dir)});
      index.save();
      const { packages } = index;
      const wrong = [...packages].filter(([dir, { sources }]) => !sources.always[0].endsWith('x' + dir.slice(1)));
      if (packages.size !== 150 || wrong.length > 0) process.exit(1);
    }`;
  const loader = join(__dirname, '..', '..', '..', 'bench', 'load-ts.cjs');
  const run = () =>
    promisify(execFile)(process.execPath, ['--require', loader, '-e', script], { env: { ...process.env } });
  await expect(Promise.all([run(), run(), run()])).resolves.toHaveLength(3);
  expect(readdirSync(dirname(cacheOf(dir)))).toEqual(['nx-go-cross-sources.json']);
}, 60_000);

import { cpSync, mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePort } from '../ports';
import { builtPatterns, listPackages } from './list-packages';
import { nativeUnit } from './testdata/native-unit';
import type { GoTestOptions, TestUnit } from './unit';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'list-packages-'));
  cpSync(join(__dirname, '..', 'events', 'testdata', 'module'), dir, { recursive: true });
  for (const [name, constraint] of [
    ['tagged', 'special'],
    ['other', 's390x'],
    ['syntax', 'arm64'],
  ]) {
    mkdirSync(join(dir, name!));
    writeFileSync(join(dir, name!, 'x.go'), `//go:build ${constraint}\n\npackage ${name}\n`);
  }
  writeFileSync(join(dir, 'syntax', 'x_test.go'), 'package syntax\n\nfunc {\n');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const list = (options: Partial<GoTestOptions> = {}, rest: Partial<TestUnit> = {}, signal?: AbortSignal) =>
  listPackages(nativeUnit({ port: parsePort('arm64'), dir, options, ...rest }), signal ?? new AbortController().signal);
const names = async (...args: Parameters<typeof list>) =>
  (await list(...args)).map((path) => path.replace('example.com/streams/', ''));

test('every package that go test reports on, broken ones included, for the port', async () => {
  const packages = await names();
  expect(packages).toEqual(expect.arrayContaining(['noimport', 'nobuild', 'novet', 'notests', 'pass', 'syntax']));
  expect(packages).not.toContain('tagged');
  expect(packages).not.toContain('other');
  expect(packages).toEqual([...packages].sort());
});

test('tags and patterns count, and flags that only go test knows do no harm', async () => {
  expect(await names({ tags: ['special'] })).toContain('tagged');
  expect(await names({ goFlags: ['-tags=special', '-fullpath', '-trimpath'] })).toContain('tagged');
  expect(await names({ packages: ['./pass', './fail'] })).toEqual(['pass', 'fail']);
});

test('of packages that are named, those that have a file for the port', async () => {
  const built = (rest: Partial<GoTestOptions>, go = 'go') =>
    builtPatterns({
      ...{ go, dir, env: process.env, port: parsePort('arm64') },
      options: { packages: ['./tagged', './pass', './other', './syntax', './notests'], goFlags: [], ...rest },
    });
  expect(await built({})).toEqual(['./pass', './syntax', './notests']);
  expect(await built({ tags: ['special'] })).toEqual(['./tagged', './pass', './syntax', './notests']);
  expect(await built({ packages: [] })).toEqual([]);
  expect(await built({}, '/nowhere/go')).toBeUndefined();
});

test.each(['-json', '-f={{.Dir}}', '-deps', '-find', '-m', '-u', '-v=test2json', '-e -test'])(
  'GOFLAGS=%s means something else to go list',
  async (goflags) => {
    const packages = { packages: ['./pass', './fail'], tags: ['special'] };
    const env = { ...process.env, GOFLAGS: goflags };
    expect(await names(packages, { goflags, env })).toEqual(['pass', 'fail']);
    expect(await names({}, { goflags: `${goflags} -tags=special`, env: process.env })).toContain('tagged');
  },
);

test.each<[string, Parameters<typeof list>]>([
  ['there is no go', [{}, { go: '/nowhere/go' }]],
  ['go fails', [{ goFlags: ['-mod=nonsense'] }]],
  ['it was given up', [{}, {}, AbortSignal.abort()]],
])('none when %s', async (_title, args) => {
  expect(await list(...args)).toEqual([]);
});

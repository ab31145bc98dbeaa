import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackageReads } from '../../task-key';
import { EvidenceStore } from './evidence-store';

let goCache: string;
beforeEach(() => {
  goCache = mkdtempSync(join(tmpdir(), 'evidence-'));
});
afterEach(() => rmSync(goCache, { recursive: true, force: true }));

const reads = (importPath: string, ...variables: string[]): PackageReads => ({
  ...{ importPath, dir: '/w/svc', files: [], folders: [] },
  variables,
});
const store = (...variant: string[]) => new EvidenceStore(goCache, variant);

test('a result of Go’s cache stands for what was read when it was made', () => {
  const [a, b] = [reads('a', 'X'), reads('b', 'Y')];
  expect(store('arm64').complete([a, b], [])).toEqual([a, b]);
  expect(store('arm64').complete([], ['a', 'b'])).toEqual([a, b]);
  expect(store('arm64').complete([reads('a')], ['b'])).toEqual([reads('a'), b]);
  expect(store('arm64').complete([], ['a', 'b'])).toEqual([reads('a'), b]);
});

test('a package that took no part now is memoize, and not reported', () => {
  store('arm64').complete([reads('a', 'X'), reads('b', 'Y')], []);
  expect(store('arm64').complete([reads('a', 'X')], [])).toEqual([reads('a', 'X')]);
  expect(store('arm64').complete([], ['b'])).toEqual([reads('b', 'Y')]);
});

test('another port or other options know nothing of it', () => {
  store('arm64').complete([reads('a', 'X')], []);
  expect(store('s390x').complete([], ['a'])).toEqual([]);
});

test('what Go has forgotten is forgotten here too', () => {
  const old = join(goCache, 'nx-go-cross', 'reads-old.json');
  store('arm64').complete([reads('a', 'X')], []);
  writeFileSync(old, '{}');
  utimesSync(old, 1, 1);
  store('arm64').complete([reads('a', 'X')], []);
  expect(existsSync(old)).toBe(true);
  store('new').complete([reads('a', 'X')], []);
  expect(existsSync(old)).toBe(false);
  expect(readdirSync(join(goCache, 'nx-go-cross'))).toHaveLength(2);
});

test.each(['', '{"fact":', '{}', '{"fact":{"a":1}}'])('a damaged file is as good as none: %j', (text) => {
  store('arm64').complete([reads('a', 'X')], []);
  const [file] = readdirSync(join(goCache, 'nx-go-cross'));
  writeFileSync(join(goCache, 'nx-go-cross', file!), text);
  expect(store('arm64').complete([], ['a'])).toEqual([]);
});

test('a folder that cannot be written to costs nothing but the memory', () => {
  writeFileSync(join(goCache, 'nx-go-cross'), 'a file');
  expect(store('arm64').complete([reads('a', 'X')], [])).toEqual([reads('a', 'X')]);
  expect(store('arm64').complete([], ['a'])).toEqual([]);
});

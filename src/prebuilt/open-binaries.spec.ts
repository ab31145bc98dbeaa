import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CrossTestError } from '../errors';
import { sha256Of } from '../task-key';
import { openBinaries, type BinariesRequest } from './open-binaries';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'open-binaries-spec-'));
  folder = join(root, 'moved');
  mkdirSync(join(folder, 'packages'), { recursive: true });
  mkdirSync(join(root, 'svc'));
  writeFileSync(join(folder, 'probe'), 'probe', { mode: 0o755 });
  writeFileSync(join(folder, 'packages', 'svc.test'), 'binary', { mode: 0o755 });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const hashed = (file: string) => ({ file, sha256: sha256Of(join(folder, file)) });
const manifest = () => ({
  schema: 1,
  project: 'svc',
  port: { id: 'arm64-v8.1', goos: 'linux', goarch: 'arm64', level: 'v8.1' },
  go: 'go1.26.8',
  cgo: 'off',
  options: { tags: ['integration'], cover: true },
  probe: hashed('probe'),
  wasm: [],
  packages: [
    { importPath: 'example.com/svc', dir: 'svc', binary: hashed('packages/svc.test') },
    { importPath: 'example.com/none', output: '?   \texample.com/none\t[no test files]\n' },
  ],
});

function open(change: object | string = {}, request: Partial<BinariesRequest> = {}) {
  const text = typeof change === 'string' ? change : JSON.stringify({ ...manifest(), ...change });
  writeFileSync(join(folder, 'manifest.json'), text);
  const port = { goos: 'linux', goarch: 'arm64', level: 'v8.1' };
  return openBinaries({ folder, root, project: 'svc', port, options: {}, ...request });
}

function failure(act: () => unknown): CrossTestError {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(CrossTestError);
    expect((error as CrossTestError).code).toBe('invalidBinaries');
    expect((error as CrossTestError).hint).toBeTruthy();
    return error as CrossTestError;
  }
  throw new Error('it was accepted');
}

test('a folder as it was built', () => {
  expect(open()).toEqual({ folder, root, manifest: manifest() });
});

test('options of the target that agree, or are unset', () => {
  const options = { tags: ['integration'], cover: true, race: false, coverPkg: [], goFlags: undefined, cgo: 'off' };
  expect(open({}, { options }).folder).toBe(folder);
});

test('binaries of another project, which would pass in its place', () => {
  const { message, hint } = failure(() => open({}, { project: 'api' }));
  expect(message).toBe(
    `The test binaries in ${folder} are those of project 'svc', and this is a target of project 'api'.`,
  );
  expect(hint).toContain('{projectRoot}');
});

test('a folder without a manifest', () => {
  const port = { goos: 'linux', goarch: 'arm64' };
  const error = failure(() => openBinaries({ folder, root, project: 'svc', port, options: {} }));
  expect(error.message).toBe(`Option 'binaries' names ${folder}, where there is no manifest.json.`);
});

test.each<[string, object | string, string]>([
  ['no JSON', '{"schema": 1,', 'it is no JSON'],
  ['something else', '[]', 'schema must be 1'],
  ['no object', 'null', 'schema must be 1'],
  ['a missing name', { go: undefined }, 'go must be a text'],
  ['a list that is none', { packages: {} }, 'packages must be a list'],
  ['a hash that is none', { probe: { file: 'probe', sha256: 7 } }, 'probe.sha256 must be a text'],
  ['a flag that is none', { options: { race: 'yes' } }, 'options.race must be true or false'],
  ['a package that is none', { packages: [{ dir: 'svc' }] }, 'packages[0].importPath must be a text'],
  ['a file elsewhere', { probe: { file: '../probe', sha256: '' } }, "'../probe' leads out of the folder"],
  ['a folder elsewhere', { packages: [{ importPath: 'x', dir: '/etc' }] }, "'/etc' leads out of the folder"],
])('a garbled manifest: %s', (_what, change, message) => {
  expect(failure(() => open(change)).message).toBe(
    `${join(folder, 'manifest.json')} is not a manifest of test binaries: ${message}.`,
  );
});

test('a manifest of a later nx-go-cross', () => {
  expect(failure(() => open({ schema: 2 })).message).toContain('has schema 2, and this nx-go-cross knows schema 1');
});

test.each([
  ['arm64', { goos: 'linux', goarch: 'arm64' }],
  ['s390x', { goos: 'linux', goarch: 's390x' }],
])('binaries for another port than %s', (_name, port) => {
  expect(failure(() => open({}, { port })).message).toMatch(
    /^The test binaries in .* are for linux\/arm64\/v8\.1, and this target is for linux\//,
  );
});

test.each([
  [{ tags: ['other'] }, `Option 'tags' is ["other"], and the test binaries in`],
  [{ race: true }, "Option 'race' is true, and the test binaries in"],
  [{ packages: ['./a'] }, `Option 'packages' is ["./a"], and the test binaries in`],
  [{ cgo: 'static' }, `Option 'cgo' is "static", and the test binaries in`],
])('an option that would have built others: %j', (options, message) => {
  expect(failure(() => open({}, { options })).message).toContain(message);
});

test('a binary that was changed', () => {
  const before = manifest();
  writeFileSync(join(folder, 'packages', 'svc.test'), 'another');
  expect(failure(() => open(JSON.stringify(before))).message).toMatch(/svc\.test is not the file that was built/);
});

test('a binary that did not come along', () => {
  const before = manifest();
  rmSync(join(folder, 'probe'));
  expect(failure(() => open(JSON.stringify(before))).message).toMatch(/probe is missing, and the manifest lists it/);
});

test.each(['manifest.json', 'probe', 'packages/svc.test', 'packages'])('%s is a link out of the folder', (name) => {
  open();
  renameSync(join(folder, name), join(root, 'elsewhere'));
  symlinkSync(join(root, 'elsewhere'), join(folder, name));
  const port = { goos: 'linux', goarch: 'arm64', level: 'v8.1' };
  const { message } = failure(() => openBinaries({ folder, root, project: 'svc', port, options: {} }));
  expect(message).toMatch(/ leads to .*elsewhere.*, out of the folder of test binaries\.$/);
});

test('links inside of the folder, and one that is the folder', () => {
  const before = JSON.stringify(manifest());
  renameSync(join(folder, 'probe'), join(folder, 'real'));
  symlinkSync('real', join(folder, 'probe'));
  symlinkSync(folder, join(root, 'alias'));
  expect(open(before).folder).toBe(folder);
  expect(open(before, { folder: join(root, 'alias') }).folder).toBe(join(root, 'alias'));
});

test('a checkout without the package’s folder', () => {
  rmSync(join(root, 'svc'), { recursive: true });
  expect(failure(() => open()).message).toContain(`and ${root} has none of this name: svc`);
});

test('permissions that were lost on the way are given back', () => {
  chmodSync(join(folder, 'packages', 'svc.test'), 0o644);
  open();
  expect(statSync(join(folder, 'packages', 'svc.test')).mode & 0o111).toBe(0o111);
});

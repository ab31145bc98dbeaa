import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { GoFacts } from '../../../host';
import type { RunPlan } from '../../../runners';
import { buildUnit } from './build-unit';
import type { CgoSetup } from './cgo-setup';
import { normalizeOptions } from './normalize-options';

const go: GoFacts = { path: '/go/bin/go', version: 'go1.26.8', hostGoos: 'linux', hostGoarch: 'amd64', env: {} };
const native: RunPlan = { kind: 'native', why: 'x', launch: [], env: {}, emulated: false, identity: [], notes: [] };
const emulator = { path: '/q/qemu-aarch64', version: '7.2.22', crashRemedy: '' };
const emulated: RunPlan = { ...native, kind: 'namespace', emulated: true, emulator };
const off: CgoSetup = { mode: 'off', env: {}, tags: [], notes: [] };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-unit-spec-'));
  mkdirSync(join(root, 'svc', 'testdata'), { recursive: true });
  writeFileSync(join(root, 'svc', 'testdata', 'golden.txt'), 'one');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function unit(options: object = {}, plan = emulated, cgo = off) {
  const projects = { svc: { root: 'svc' } };
  const context = { root, projectName: 'svc', projectsConfigurations: { version: 2, projects } };
  const normalized = normalizeOptions({ goarch: 'arm64', ...options }, context as unknown as ExecutorContext);
  return buildUnit(normalized, { go, plan, cgo });
}

test('options, facts and plan are put together', () => {
  expect(unit({ env: { A: '1' } })).toMatchObject({
    project: 'svc',
    port: { goos: 'linux', goarch: 'arm64' },
    dir: join(root, 'svc'),
    outputDir: join(root, 'dist', 'go-cross', 'svc', 'arm64'),
    go: '/go/bin/go',
    plan: emulated,
    env: { A: '1' },
    options: { packages: ['./...'] },
  });
});

test.each<[string, object, RunPlan, number | undefined]>([
  ["Go's default, native", {}, native, undefined],
  ["Go's default, emulated", {}, emulated, 6_000_000],
  ['native', { timeout: '90s' }, native, 90_000],
  ['emulated', { timeout: '90s' }, emulated, 900_000],
  ['a factor', { timeout: '3s', timeoutFactor: 1.5 }, emulated, 4_500],
  ['none', { timeout: '0' }, emulated, 0],
])('timeout: %s', (_title, options, plan, expected) => {
  expect(unit(options, plan).options.timeout).toBe(expected);
});

test('the race detector is refused under emulation only', () => {
  expect(unit({ race: true }, native).options.race).toBe(true);
  expect(() => unit({ race: true })).toThrow(
    'The race detector cannot run for linux/arm64 under /q/qemu-aarch64 7.2.22',
  );
});

test('cgo brings its environment, tags and linker flags along, behind those of the user', () => {
  const cgo: CgoSetup = { ...off, mode: 'static', env: { CC: 'x-gcc' }, tags: ['netgo'], extldflags: '-static' };
  const { env, options } = unit({ tags: ['a'], goFlags: ['-trimpath', '-ldflags=-s'] }, emulated, cgo);
  expect(env.CC).toBe('x-gcc');
  expect(options).toMatchObject({ tags: ['a', 'netgo'], goFlags: ['-trimpath', '-ldflags=-s -extldflags=-static'] });
  expect(unit({}, emulated, cgo).options.goFlags).toEqual(['-ldflags=-extldflags=-static']);
});

test('data files change the digest, results do not', () => {
  const before = unit().dataDigest;
  mkdirSync(join(root, 'svc', 'out'));
  writeFileSync(join(root, 'svc', 'out', 'summary.json'), '{}');
  expect(unit({ outputDir: 'svc/out' }).dataDigest).toBe(before);
  writeFileSync(join(root, 'svc', 'testdata', 'golden.txt'), 'two');
  expect(unit({ outputDir: 'svc/out' }).dataDigest).not.toBe(before);
});

test.each([{ count: 1 }, { bench: '.' }, { fuzz: 'F' }, { shuffle: 'on' }, { args: ['-x'] }])(
  '%j switches the result cache of Go off, and the data is not read for nothing',
  (options) => {
    expect(unit(options).dataDigest).toBe('');
  },
);

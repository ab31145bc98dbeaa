import { mkdtempSync, rmSync } from 'node:fs';
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
const emulator = { path: '/q/qemu-aarch64', version: '7.2.22' };
const emulated: RunPlan = { ...native, kind: 'namespace', emulated: true, emulator };
const off: CgoSetup = { mode: 'off', env: {}, tags: [], notes: [] };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'build-unit-spec-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function unit(options: object = {}, plan = emulated, cgo = off) {
  const projects = { svc: { root: 'svc' } };
  const context = { root, projectName: 'svc', projectsConfigurations: { version: 2, projects } };
  const normalized = normalizeOptions({ goarch: 'arm64', ...options }, context as unknown as ExecutorContext);
  return buildUnit(normalized, { go, plan, cgo });
}

test('options, facts and plan are put together', async () => {
  expect(await unit({ env: { A: '1' } })).toMatchObject({
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
  ['no more than Go can count', { timeout: '2562047h' }, emulated, 9_223_372_036_854],
  ['none', { timeout: '0' }, emulated, 0],
])('timeout: %s', async (_title, options, plan, expected) => {
  expect((await unit(options, plan)).options.timeout).toBe(expected);
});

test('the race detector is refused under emulation only', async () => {
  expect((await unit({ race: true }, native)).options.race).toBe(true);
  expect((await unit({ goFlags: ['-race'] }, native)).options.goFlags).toEqual(['-race']);
  expect((await unit({ goFlags: ['-race=false', '-racy'] })).options.goFlags).toHaveLength(2);
});

test.each([
  { race: true },
  { goFlags: ['-race'] },
  { goFlags: ['--race=true'] },
  { env: { GOFLAGS: '-trimpath -race' } },
])('%j is the race detector', async (options) => {
  await expect(unit(options)).rejects.toThrow(
    'The race detector cannot run for linux/arm64 under /q/qemu-aarch64 7.2.22',
  );
});

test('cgo brings its environment, tags and linker flags along, behind those of the user', async () => {
  const cgo: CgoSetup = { ...off, mode: 'static', env: { CC: 'x-gcc' }, tags: ['netgo'], extldflags: '-static' };
  const { env, options } = await unit({ tags: ['a'], goFlags: ['-trimpath', '-ldflags=-s'] }, emulated, cgo);
  expect(env.CC).toBe('x-gcc');
  expect(options).toMatchObject({ tags: ['a', 'netgo'], goFlags: ['-trimpath', '-ldflags=-s -extldflags=-static'] });
  expect((await unit({}, emulated, cgo)).options.goFlags).toEqual(['-ldflags=-extldflags=-static']);
});

import { TEST } from '../../executors/test/test.kind';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import type { GoFacts } from '../../host';
import type { RunPlan } from '../../runners';
import { buildUnit } from './build-unit';
import type { CgoSetup } from './cgo-setup';
import { normalizeOptions } from '../options/normalize-options';
import { timeLimit } from './time-limit';
import { userFlags } from './user-flags';

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
  const normalized = normalizeOptions({ goarch: 'arm64', ...options }, context as unknown as ExecutorContext, TEST);
  // `go env` answers with the variable that the target gives it.
  const { GOFLAGS = '' } = normalized.env;
  const scratch = { path: '/tmp/s', results: '/tmp/s/results' };
  const limit = timeLimit(normalized, userFlags(normalized, { go: { ...go, env: { GOFLAGS } } }), plan.emulated);
  return buildUnit(normalized, { go: { ...go, env: { GOFLAGS } }, plan, cgo, limit }, scratch);
}

const goflags = (GOFLAGS: string) => ({ env: { GOFLAGS } });

test('options, facts and plan are put together', async () => {
  expect(await unit({ env: { A: '1' } })).toMatchObject({
    project: 'svc',
    port: { goos: 'linux', goarch: 'arm64' },
    dir: join(root, 'svc'),
    outputDir: '/tmp/s/results',
    scratch: '/tmp/s',
    go: '/go/bin/go',
    plan: emulated,
    env: { A: '1' },
    options: { packages: ['./...'] },
  });
});

test.each<[string, object, RunPlan, number | undefined, string]>([
  ["Go's default, native", {}, native, undefined, "10m0s (Go's default)"],
  ["Go's default, emulated", {}, emulated, 6_000_000, "1h40m0s (Go's default of 10m0s × 10, 'timeoutFactor')"],
  ['native', { timeout: '90s' }, native, 90_000, "1m30s (option 'timeout')"],
  ['emulated', { timeout: '90s' }, emulated, 900_000, "15m0s (option 'timeout' of 1m30s × 10, 'timeoutFactor')"],
  [
    'a factor',
    { timeout: '3s', timeoutFactor: 1.5 },
    emulated,
    4_500,
    "4.5s (option 'timeout' of 3s × 1.5, 'timeoutFactor')",
  ],
  [
    'no more than Go can count',
    { timeout: '2562047h' },
    emulated,
    9_223_372_036_854,
    expect.stringContaining('2562047h'),
  ],
  ['none', { timeout: '0' }, emulated, 0, "none (option 'timeout')"],
  ['of GOFLAGS, native', goflags('-timeout=30s'), native, 30_000, '30s (-timeout in GOFLAGS)'],
  ['of GOFLAGS, emulated: not stretched', goflags('-v --timeout=1m'), emulated, 60_000, '1m (-timeout in GOFLAGS)'],
  ['of GOFLAGS by the name in the binary', goflags('-test.timeout=1m'), emulated, 60_000, '1m (-timeout in GOFLAGS)'],
  ['of goFlags', { goFlags: ['-timeout=5s'], timeout: '1h' }, emulated, 5_000, "5s (-timeout in option 'goFlags')"],
  [
    'of the option rather than of GOFLAGS',
    { timeout: '2s', ...goflags('-timeout=1h') },
    native,
    2_000,
    "2s (option 'timeout')",
  ],
  ['none, as GOFLAGS says', goflags('-timeout=0'), emulated, 0, '0 (-timeout in GOFLAGS)'],
  [
    'no duration, which is for Go to refuse',
    goflags('-timeout=soon'),
    emulated,
    undefined,
    'soon (-timeout in GOFLAGS)',
  ],
])('timeout: %s', async (_title, options, plan, expected, words) => {
  const { options: goTest, place } = await unit(options, plan);
  expect([goTest.timeout, place.timeLimit]).toEqual([expected, words]);
});

test.each([
  ['90s', 90_000],
  ['0', 0],
  [undefined, 600_000],
])(
  'what a binary leaves open after its end is waited for without the factor: timeout %s',
  async (timeout, expected) => {
    expect((await unit({ timeout })).unscaledTimeout).toBe(expected);
  },
);

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
  { goFlags: ['-race=false', '-race'] },
  { race: true, env: { GOFLAGS: '-race=0' } },
])('%j is the race detector', async (options) => {
  await expect(unit(options)).rejects.toThrow(
    'The race detector cannot run for linux/arm64 under /q/qemu-aarch64 7.2.22',
  );
});

test.each([
  [{ race: false }, '-race'],
  [{ goFlags: ['-race=false'] }, '-race'],
  [{ goFlags: ['-race=f'], race: true }, ''],
  [{}, '-race -race=0'],
])('%j turns it off again, with GOFLAGS %j', async (options, GOFLAGS) => {
  await expect(unit({ ...options, env: { GOFLAGS } })).resolves.toBeDefined();
});

test.each<[string, object, boolean | undefined]>([
  ['nothing', {}, undefined],
  ['GOFLAGS', goflags('-cover'), true],
  ['a mode in GOFLAGS', goflags('-covermode=count'), true],
  ['goFlags', { goFlags: ['-coverpkg=./...'] }, true],
  ['option coverPkg', { coverPkg: ['./...'] }, true],
  ['the option over GOFLAGS', { cover: false, ...goflags('-cover') }, false],
  ['goFlags over the option', { cover: true, goFlags: ['-cover=false'] }, false],
])('a profile is written where coverage is turned on by %s', async (_title, options, expected) => {
  expect((await unit(options)).options.cover).toBe(expected);
});

describe('a static link next to what the user says', () => {
  const cgo: CgoSetup = { ...off, mode: 'static', tags: ['netgo'], extldflags: '-static' };
  const STATIC = '-ldflags=-extldflags=-static';

  test.each<[string, object, string, string[], string[]]>([
    ['nothing', {}, '', ['netgo'], [STATIC]],
    ['tags of GOFLAGS', {}, '-tags=a,b', ['a', 'b', 'netgo'], [STATIC]],
    ['tags of the option over GOFLAGS', { tags: ['a'] }, '-tags=b', ['a', 'netgo'], [STATIC]],
    ['no tags in the option', { tags: [] }, '-tags=b', ['b', 'netgo'], [STATIC]],
    ['tags of goFlags over all', { tags: ['a'], goFlags: ['-tags=c d'] }, '-tags=b', ['c', 'd', 'netgo'], [STATIC]],
    ['no tags, as goFlags says', { tags: ['a'], goFlags: ['-tags='] }, '', ['netgo'], [STATIC]],
    ['ldflags of GOFLAGS', {}, '-ldflags=-s', ['netgo'], ['-ldflags=-extldflags=-static -s']],
    [
      'ldflags in quotes',
      {},
      `"-ldflags=-X 'm.v=a b' -w"`,
      ['netgo'],
      [`-ldflags=-extldflags=-static -X 'm.v=a b' -w`],
    ],
    [
      'ldflags of both: the last one counts',
      { goFlags: ['-trimpath', '-ldflags=-w'] },
      '-ldflags=-s',
      ['netgo'],
      ['-trimpath', '-ldflags=-extldflags=-static -s', '-ldflags=-extldflags=-static -w'],
    ],
    [
      'ldflags for some packages',
      { goFlags: ['-ldflags=m/a=-X m.v=1'] },
      '',
      ['netgo'],
      [STATIC, '-ldflags=m/a=-extldflags=-static -X m.v=1'],
    ],
    [
      'external linker flags, as one word',
      { goFlags: ["-ldflags=-s '-extldflags=-Wl,-z,now -L/x'"] },
      '',
      ['netgo'],
      ["-ldflags=-extldflags '-Wl,-z,now -L/x -static' -s"],
    ],
    [
      'external linker flags, as two',
      { goFlags: ["-ldflags=-extldflags '-Wl,-z,now -L/x'"] },
      '',
      ['netgo'],
      ["-ldflags=-extldflags '-Wl,-z,now -L/x -static'"],
    ],
  ])('%s', async (_title, options, GOFLAGS, tags, goFlags) => {
    const { options: merged } = await unit({ ...options, env: { GOFLAGS } }, emulated, cgo);
    expect([merged.tags, merged.goFlags]).toEqual([tags, goFlags]);
  });

  test('other links leave flags and tags to Go', async () => {
    const { options } = await unit({ tags: ['a'], goFlags: ['-tags=b', '-ldflags=-s'] });
    expect(options).toMatchObject({ tags: ['a'], goFlags: ['-tags=b', '-ldflags=-s'] });
  });
});

test('cgo brings its environment, tags and linker flags along, behind those of the user', async () => {
  const cgo: CgoSetup = { ...off, mode: 'static', env: { CC: 'x-gcc' }, tags: ['netgo'], extldflags: '-static' };
  const { env, options } = await unit({ tags: ['a'], goFlags: ['-trimpath', '-ldflags=-s'] }, emulated, cgo);
  expect(env.CC).toBe('x-gcc');
  expect(options).toMatchObject({ tags: ['a', 'netgo'], goFlags: ['-trimpath', '-ldflags=-extldflags=-static -s'] });
  expect((await unit({}, emulated, cgo)).options.goFlags).toEqual(['-ldflags=-extldflags=-static']);
});

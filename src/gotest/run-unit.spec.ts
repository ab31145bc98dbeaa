import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMULATED } from '../events/testdata/places';
import { startGuard, type Guard } from '../process';
import type { RunPlan } from '../runners';
import { runUnit } from './run-unit';
import { nativeUnit } from './testdata/native-unit';
import type { TestUnit } from './unit';
import type { UnitListener } from './unit-listener';

const plan: RunPlan = { kind: 'qemu', why: '', launch: [], env: {}, emulated: true, identity: [], notes: [] };
const CRASH = 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped\n';

let guard: Guard;
beforeAll(() => {
  guard = startGuard();
});
afterAll(() => guard.end());

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'run-unit-spec-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/**
 * What one `go test` prints about packages: the crash of the emulator, a failed test, or a pass; the end of `go test`
 * itself in the middle of a subtest, or that of a binary that ended in a test with exit code 0.
 */
type Printed = Readonly<Record<string, 'crashes' | 'fails' | 'failsAndCrashes' | 'passes' | 'cutOff' | 'exits'>>;

/** A go command that keeps its last argument and, call by call, prints what it is given; the last one again and again. */
function fakeGo(...calls: readonly Printed[]): string {
  calls.forEach((printed, index) => {
    const events = Object.entries(printed).flatMap(([name, what]) => eventsOf(name, what));
    writeFileSync(join(dir, `call-${index + 1}`), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  });
  const path = join(dir, 'go');
  const script = [
    `cd ${dir}`,
    'for pattern; do :; done',
    'echo "$pattern" >> patterns',
    'call=$(wc -l < patterns)',
    `[ "$call" -gt ${calls.length} ] && call=${calls.length}`,
    'cat "call-$call"',
    'printf "mode: set\\n%s\\n" "call $call" > cover.out',
    'grep -q \'"Action":"fail"\' "call-$call" && exit 1',
    'exit 0',
  ];
  writeFileSync(path, `#!/bin/sh\n${script.join('\n')}\n`, { mode: 0o755 });
  return path;
}

function eventsOf(Package: string, what: Printed[string]): object[] {
  const of = (Action: string, rest: object = {}) => ({ Action, Package, ...rest });
  const failed = [
    of('run', { Test: 'TestA' }),
    of('output', { Test: 'TestA', Output: '--- FAIL: TestA (0.00s)\n' }),
    of('fail', { Test: 'TestA' }),
  ];
  if (what === 'passes') {
    return [
      of('start'),
      of('run', { Test: 'TestA' }),
      of('pass', { Test: 'TestA' }),
      of('output', { Output: 'PASS\n' }),
      of('output', { Output: `ok  \t${Package}\t0.1s\n` }),
      of('pass'),
    ];
  }
  const begun = [of('start'), of('run', { Test: 'TestB' }), of('run', { Test: 'TestB/sub' })];
  if (what === 'cutOff') return begun;
  if (what === 'exits') {
    return [
      ...begun,
      of('output', { Test: 'TestB/sub', Output: `ok  \t${Package}\t0.1s\n` }),
      of('pass', { Test: 'TestB/sub' }),
    ];
  }
  const crash = [of('run', { Test: 'TestB' }), of('output', { Test: 'TestB', Output: CRASH })];
  const end = [of('output', { Output: `FAIL\t${Package}\t0.1s\n` }), of('fail')];
  if (what === 'crashes') return [of('start'), ...crash, ...end];
  return [
    of('start'),
    ...failed,
    ...(what === 'failsAndCrashes' ? crash : [of('output', { Output: 'FAIL\n' })]),
    ...end,
  ];
}

async function run(calls: readonly Printed[], rest: Partial<TestUnit> = {}, also: UnitListener = {}) {
  const emulated = { port: EMULATED.port, plan, place: EMULATED };
  const unit = nativeUnit({ ...emulated, dir, go: fakeGo(...calls), infraRetries: 1, ...rest });
  mkdirSync(join(dir, 'scratch'), { recursive: true });
  const heard: string[] = [];
  const listener: UnitListener = {
    ...also,
    onRetry: (packages, attempt) =>
      void heard.push(`${attempt}: ${packages.map(({ importPath }) => importPath).join(' ')}`),
  };
  const unitRun = await runUnit(unit, { listener, guard });
  const patterns = readFileSync(join(dir, 'patterns'), 'utf8').trim().split('\n');
  const packages = [...unitRun.run.packages.values()];
  return { ...unitRun, heard, packages, patterns };
}

const outcomes = (packages: readonly { importPath: string; outcome?: string }[]) =>
  Object.fromEntries(packages.map(({ importPath, outcome }) => [importPath, outcome]));

test('only what a transient defect ended is run again, and the runs are one', async () => {
  const first: Printed = { a: 'crashes', b: 'fails', c: 'passes' };
  const { packages, patterns, heard, run: all } = await run([first, { a: 'passes' }]);
  expect(outcomes(packages)).toEqual({ a: 'passed', b: 'failed', c: 'passed' });
  expect(all.outcome).toBe('failed');
  expect(patterns).toEqual(['./...', 'a']);
  expect(heard).toEqual(['1: a']);
  expect(packages.map(({ retries }) => retries.map(({ outcome, diagnosis }) => [outcome, diagnosis.id]))).toEqual([
    [['crashed', 'emulatorCrash']],
    [],
    [],
  ]);
  const events = readFileSync(join(dir, 'events.jsonl'), 'utf8').trim().split('\n');
  expect(events).toHaveLength(
    eventsOf('a', 'crashes').length + eventsOf('b', 'fails').length + 2 * eventsOf('a', 'passes').length,
  );
});

test('the exit code is that of the last go test', async () => {
  const { exitCode, run: all } = await run([{ a: 'crashes' }, { a: 'passes' }]);
  expect([exitCode, all.outcome]).toEqual([0, 'passed']);
});

test.each<[string, number, readonly Printed[], number, string]>([
  ['no retries', 0, [{ a: 'crashes' }], 1, 'crashed'],
  ['one of them', 1, [{ a: 'crashes' }], 2, 'crashed'],
  ['three, and it passes in the second', 3, [{ a: 'crashes' }, { a: 'crashes' }, { a: 'passes' }], 3, 'passed'],
  ['a failed test', 3, [{ a: 'fails' }, { a: 'passes' }], 1, 'failed'],
  ['a failed test before the crash', 3, [{ a: 'failsAndCrashes' }, { a: 'passes' }], 1, 'crashed'],
  ['a failed test after the retry', 3, [{ a: 'crashes' }, { a: 'fails' }, { a: 'passes' }], 2, 'failed'],
])('%s: infraRetries %d', async (_title, infraRetries, calls, times, outcome) => {
  const { packages, patterns } = await run(calls, { infraRetries });
  expect([patterns.length, outcomes(packages)]).toEqual([times, { a: outcome }]);
});

test.each<[string, number, readonly Printed[], string]>([
  ['an equal second crash is the code', 1, [{ a: 'crashes' }, { a: 'crashes' }], 'repeatedCrash'],
  ['the first crash is the emulator’s', 0, [{ a: 'crashes' }], 'emulatorCrash'],
])('%s', async (_title, infraRetries, calls, id) => {
  const { packages } = await run(calls, { infraRetries });
  expect(packages.map(({ diagnosis }) => diagnosis?.id)).toEqual([id]);
  expect(packages[0]!.retries.map(({ diagnosis }) => diagnosis.id)).toEqual(calls.slice(1).map(() => 'emulatorCrash'));
});

test('a crash that is not the emulator’s is not run again', async () => {
  const place = { ...EMULATED, emulated: false, emulator: undefined, runner: 'native' };
  const { patterns } = await run([{ a: 'crashes' }, { a: 'passes' }], { place, plan: { ...plan, emulated: false } });
  expect(patterns).toHaveLength(1);
});

test('the package of files that were named is asked for by their names again', async () => {
  const options = { packages: ['./x_test.go'], goFlags: [], args: [] };
  const calls: Printed[] = [{ 'command-line-arguments': 'crashes' }, { 'command-line-arguments': 'passes' }];
  const { patterns } = await run(calls, { options });
  expect(patterns).toEqual(['./x_test.go', './x_test.go']);
});

test('coverage of both runs is kept', async () => {
  await run([{ a: 'crashes', b: 'passes' }, { a: 'passes' }]);
  expect(readFileSync(join(dir, 'cover.out'), 'utf8')).toBe('mode: set\ncall 1\ncall 2\n');
  expect(existsSync(join(dir, 'cover.out.before'))).toBe(false);
});

test.each<[Printed[string], string, string[], RegExp]>([
  ['cutOff', 'infrastructure', ['fail a TestB/sub', 'fail a TestB', 'output a', 'fail a'], /^The run ended before/],
  ['exits', 'unproven', ['fail a TestB', 'output a', 'fail a'], /^unproven: /],
])('a package whose events end with %j has its end in events.jsonl, too', async (what, outcome, expected, reason) => {
  const heard: string[] = [];
  const onEvent = (_event: unknown, _run: unknown, raw: string) => void heard.push(raw);
  const { packages } = await run([{ a: what, b: 'passes' }], { infraRetries: 0 }, { onEvent });
  expect(outcomes(packages)).toEqual({ a: outcome, b: 'passed' });
  const lines = readFileSync(join(dir, 'events.jsonl'), 'utf8').trim().split('\n');
  expect(heard).toEqual(lines);
  const added = lines
    .slice(eventsOf('a', what).length + eventsOf('b', 'passes').length)
    .map((line) => JSON.parse(line));
  const brief = added.map(({ Action, Package, Test }) => [Action, Package, Test].filter(Boolean).join(' '));
  expect(brief).toEqual(expected);
  expect(added.find(({ Output }) => Output)).toMatchObject({ Output: expect.stringMatching(reason) });
  expect(added.at(-1)).toMatchObject({ Time: expect.stringMatching(/^\d{4}-/), Elapsed: 0 });
});

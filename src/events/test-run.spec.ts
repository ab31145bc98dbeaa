import type { Outcome, PackageRun, TestRun } from '.';
import { isSuccess, TestRun as Run } from '.';
import type { Place } from '../diagnosis';
import { EMULATED, NATIVE, ON_I386 } from './testdata/places';
import { play, recorded } from './testdata/recorded';

const named = (run: TestRun, name: string): PackageRun => run.packages.get(`example.com/streams/${name}`)!;
const countsOf = ({ tests }: PackageRun) => [tests.passed, tests.failed, tests.skipped];
const failedIn = (run: PackageRun) => run.failures.map(({ test }) => test);

/** Passed, failed, skipped; then the failures by name, the package itself being ''. */
type Expected = readonly [outcome: Outcome, counts: readonly [number, number, number], failures: readonly string[]];

const ON_HOST: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  pass: { pass: ['passed', [3, 0, 1], []] },
  cached: { pass: ['passed', [3, 0, 1], []] },
  fail: { fail: ['failed', [1, 2, 0], ['TestBad/sub', 'TestBad']] },
  panics: { panics: ['failed', [1, 1, 0], ['TestPanics']] },
  'panics-core': { panics: ['failed', [1, 1, 0], ['TestPanics']] },
  'mainpanics-mainexits': {
    mainpanics: ['failed', [1, 1, 0], ['TestBad', '']],
    mainexits: ['failed', [1, 0, 0], ['']],
  },
  timesout: { timesout: ['timedOut', [1, 2, 0], ['TestSleeps', 'TestSleeps/a', '']] },
  hangs: { hangs: ['timedOut', [0, 0, 0], ['']] },
  killed: { killed: ['crashed', [1, 1, 0], ['TestKillsItself']] },
  signalled: { signalled: ['crashed', [0, 1, 0], ['TestCrashes']] },
  'exitszero-exitsinside-dismisses-pretends': {
    exitszero: ['unproven', [0, 0, 0], ['']],
    exitsinside: ['unproven', [1, 1, 0], ['TestExits', '']],
    dismisses: ['failed', [0, 1, 0], ['TestBad', '']],
    pretends: ['unproven', [0, 0, 0], ['']],
  },
  'ignores-reruns-printsfail': {
    ignores: ['failed', [1, 1, 0], ['TestBad', '']],
    reruns: ['passed', [2, 0, 0], []],
    printsfail: ['passed', [1, 0, 0], []],
  },
  'claims-denies': { claims: ['noTests', [0, 0, 0], []], denies: ['unproven', [0, 0, 0], ['']] },
  'flaky-twice': { flaky: ['failed', [1, 1, 0], ['TestFlaky']] },
  'matches-nothing': { pass: ['noTests', [0, 0, 0], []], notests: ['noTests', [0, 0, 0], []] },
  'only-benchmarks': { speed: ['passed', [0, 0, 0], []] },
  'dry-run': { pass: ['unproven', [0, 0, 0], ['']], notests: ['noTests', [0, 0, 0], []] },
  impostor: { impostor: ['failed', [1, 1, 0], ['TestFails']] },
  benches: { benches: ['failed', [0, 2, 0], ['BenchmarkGroup', 'BenchmarkGroup/panics']] },
  cover: { notests: ['noTests', [0, 0, 0], []], pass: ['passed', [3, 0, 1], []] },
  'exec-true': { pass: ['unproven', [0, 0, 0], ['']], notests: ['noTests', [0, 0, 0], []] },
  'exec-missing': { pass: ['infrastructure', [0, 0, 0], ['']] },
  'exec-format': { pass: ['infrastructure', [0, 0, 0], ['']] },
};

const BUILDS: Readonly<Record<string, Expected>> = {
  nobuild: ['buildFailed', [0, 0, 0], ['']],
  novet: ['vetFailed', [0, 0, 0], ['']],
  noimport: ['setupFailed', [0, 0, 0], ['']],
  usesbroken: ['buildFailed', [0, 0, 0], ['']],
  brokenlib: ['buildFailed', [0, 0, 0], ['']],
  notests: ['noTests', [0, 0, 0], []],
  pass: ['passed', [3, 0, 1], []],
  fail: ['failed', [1, 2, 0], ['TestBad/sub', 'TestBad']],
};

const UNDER_QEMU: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  'qemu-wrong': { pass: ['infrastructure', [0, 0, 0], ['']] },
  'qemu-i386-start': { pass: ['crashed', [0, 0, 0], ['']] },
  'qemu-i386-children': { children: ['crashed', [0, 1, 0], ['TestStartsMany']] },
  'qemu-panics-core': { panics: ['failed', [1, 1, 0], ['TestPanics']] },
  'qemu-overflows': { overflows: ['failed', [0, 1, 0], ['TestOverflows']] },
};

const cases = (streams: typeof ON_HOST, place: Place) =>
  Object.entries(streams).map(([name, expected]) => [name, place, expected] as const);

test.each([...cases({ ...ON_HOST, builds: BUILDS, 'builds-go1.23': BUILDS }, NATIVE), ...cases(UNDER_QEMU, EMULATED)])(
  'recorded stream %s',
  (name, place, expected) => {
    const run = play(recorded(name), place);
    const seen = Object.fromEntries(
      [...run.packages.values()].map((one) => [
        one.importPath.replace('example.com/streams/', ''),
        [one.outcome, countsOf(one), failedIn(one)],
      ]),
    );
    expect(seen).toEqual(expected);
  },
);

describe('what a failure says', () => {
  const textOf = (stream: string, name: string, test = '', place = NATIVE) =>
    named(play(recorded(stream), place), name).failures.find((failure) => failure.test === test)!.output;

  test('a failed test: its output, and the place of its message', () => {
    const [sub, parent] = named(play(recorded('fail')), 'fail').failures;
    expect(sub).toEqual({
      test: 'TestBad/sub',
      file: 'fail_test.go',
      line: 12,
      output: '=== RUN   TestBad/sub\n    fail_test.go:12: got 1, want 2\n--- FAIL: TestBad/sub (0.00s)\n',
    });
    expect(parent!.output).toContain('zażółć 漢字 🦤\n');
  });

  test.each(['builds', 'builds-go1.23'])('a compile error, in %s', (stream) => {
    expect(textOf(stream, 'nobuild')).toBe(
      '# example.com/streams/nobuild [example.com/streams/nobuild.test]\n' +
        'nobuild/nobuild_test.go:5:32: declared and not used: n\n' +
        'nobuild/nobuild_test.go:5:40: cannot use "text" (untyped string constant) as int value in variable declaration\n' +
        'FAIL\texample.com/streams/nobuild [build failed]\n',
    );
  });

  test.each(['builds', 'builds-go1.23'])('vet, a missing import, a broken dependency, in %s', (stream) => {
    expect(textOf(stream, 'novet')).toContain('fmt.Printf format %d has arg "text" of wrong type string');
    expect(textOf(stream, 'noimport')).toContain('no required module provides package example.com/streams/missing');
    expect(textOf(stream, 'usesbroken')).toContain('brokenlib/brokenlib.go:3:23: cannot use "text"');
  });

  test('a timeout: the panic, though test2json gives it to a test that passed', () => {
    expect(textOf('timesout', 'timesout')).toMatch(
      /panic: test timed out after 1s\n\trunning tests:\n\t\tTestSleeps\/a/,
    );
  });

  test('a panic after the tests, and an exit code of TestMain', () => {
    expect(textOf('mainpanics-mainexits', 'mainpanics')).toMatch(/^panic: in TestMain\n/);
    expect(textOf('mainpanics-mainexits', 'mainexits')).toContain('the clean-up failed');
  });

  test('a binary that cmd/go had to kill, a signal, a crash of the emulator', () => {
    expect(textOf('hangs', 'hangs')).toContain('*** Test killed with quit: ran too long');
    expect(textOf('killed', 'killed', 'TestKillsItself')).toContain('signal: killed');
    expect(textOf('qemu-i386-start', 'pass', '', ON_I386)).toContain('qemu: uncaught target signal 5');
  });
});

test('a result that Go replays is cached; a test that prints so does not make one', () => {
  expect(named(play(recorded('cached')), 'pass').cached).toBe(true);
  expect(named(play(recorded('pass')), 'pass').cached).toBe(false);
  expect(named(play(recorded('impostor')), 'impostor').cached).toBe(false);
});

test('the runtime’s own errors are the test’s on native machines', () => {
  const run = play(recorded('qemu-i386-children'), NATIVE);
  expect(named(run, 'children').outcome).toBe('failed');
});

describe('a stream that breaks off', () => {
  const { stdout } = recorded('panics');
  const lines = stdout.toString().split('\n');

  test.each(lines.slice(1, -2).map((_line, index) => index + 1))('after %d lines is never a success', (count) => {
    const run = play({ stdout: Buffer.from(`${lines.slice(0, count).join('\n')}\n`), stderr: Buffer.alloc(0) });
    expect(named(run, 'panics').outcome).toBe('infrastructure');
    expect(isSuccess(run.outcome!)).toBe(false);
  });

  test('names the tests that were running', () => {
    const run = new Run(NATIVE);
    run.apply({ Action: 'run', Package: 'p', Test: 'TestA' });
    expect(run.outcome).toBeUndefined();
    run.finish();
    expect(run.packages.get('p')!.failures).toEqual([
      { test: '', output: 'The run ended before this package did. Still running: TestA\n' },
    ]);
    expect(run.packages.get('p')!.tests.failed).toBe(0);
  });
});

describe('a binary that ends inside a test', () => {
  const problemAfter = (output: string) => {
    const run = new Run(NATIVE);
    const event = (Action: string, rest: object = {}) => run.apply({ Action, Package: 'p', ...rest });
    event('run', { Test: 'TestA' });
    event('output', { Test: 'TestA', Output: `=== RUN   TestA\n${output}` });
    event('output', { Output: 'FAIL\tp\t0.1s\n' });
    event('fail');
    expect(run.packages.get('p')!.outcome).toBe('failed');
    return run.packages.get('p')!.problem;
  };

  // In the JSON stream Go leaves out the exit code, so that nothing at all would stand there.
  test.each(['', 'no database\n'])('without a word of the runtime is said to have done so: %j', (output) => {
    expect(problemAfter(output)).toMatch(/^The test binary ended in the middle of a test and did not say why: /);
  });

  test.each(['panic: oh\n\ngoroutine 7 [running]:\n', 'fatal error: concurrent map writes\n'])('after %j', (output) => {
    expect(problemAfter(output)).toBeUndefined();
  });
});

test('a PASS that is printed before the tests is none of package testing’s', () => {
  const run = new Run(NATIVE);
  const event = (Action: string, rest: object = {}) => run.apply({ Action, Package: 'p', ...rest });
  event('output', { Output: 'PASS\n' });
  event('run', { Test: 'TestA' });
  event('output', { Test: 'TestA', Output: 'signal: killed\n' });
  event('output', { Output: 'FAIL\tp\t0.1s\n' });
  event('fail');
  run.finish();
  expect(run.packages.get('p')).toMatchObject({ outcome: 'crashed', tests: { failed: 1 } });
});

describe('the known causes of failures', () => {
  const of = (stream: string, name: string, place: Place) => named(play(recorded(stream), place), name);

  test('a crash of the emulator: at the failure that shows it, and worth another try', () => {
    const run = of('qemu-i386-children', 'children', ON_I386);
    expect(run.failures).toMatchObject([{ test: 'TestStartsMany', diagnosis: { id: 'signalHandler' } }]);
    expect(run.isTransient).toBe(true);
  });

  test.each<[string, string, Place]>([
    ['exec-format', 'pass', NATIVE],
    ['qemu-wrong', 'pass', EMULATED],
    ['killed', 'killed', NATIVE],
    ['signalled', 'signalled', NATIVE],
    ['fail', 'fail', EMULATED],
    ['timesout', 'timesout', EMULATED],
    ['exec-true', 'pass', EMULATED],
  ])('nothing to try again: %s', (stream, name, place) => {
    expect(of(stream, name, place).isTransient).toBe(false);
  });

  test('a timeout under emulation: explained where the time ran out', () => {
    const { failures } = of('timesout', 'timesout', EMULATED);
    expect(failures.flatMap(({ diagnosis }) => (diagnosis === undefined ? [] : [diagnosis.id]))).toEqual([
      'emulatedTimeout',
    ]);
    expect(of('timesout', 'timesout', NATIVE).failures.some(({ diagnosis }) => diagnosis !== undefined)).toBe(false);
  });

  test('a package that is begun anew keeps on record how it came out', () => {
    const run = play(recorded('qemu-i386-start'), ON_I386);
    const before = run.transient;
    expect(before.map(({ importPath }) => importPath)).toEqual(['example.com/streams/pass']);
    run.retry(before);
    expect([run.outcome, named(run, 'pass').ended]).toEqual([undefined, false]);
    for (const line of recorded('pass').stdout.toString().trim().split('\n')) run.apply(JSON.parse(line));
    run.finish();
    expect([run.outcome, run.packages.size, run.transient]).toEqual(['passed', 1, []]);
    expect(named(run, 'pass').retries).toMatchObject([{ outcome: 'crashed', diagnosis: { id: 'signalHandler' } }]);
  });
});

test('a run without packages has no tests', () => {
  const run = play({ stdout: Buffer.from('no events\n'), stderr: Buffer.from('go: warning\n') });
  expect([run.outcome, run.text]).toEqual(['noTests', ['no events', 'go: warning']]);
});

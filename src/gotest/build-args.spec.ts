import { parsePort } from '../ports';
import type { RunPlan } from '../runners';
import { EMULATED } from '../events/testdata/places';
import { buildTestArgs } from './build-args';
import { buildBinaryEnv, buildTestEnv } from './build-env';
import { execWords } from './exec-words';
import { aliasOf, resultKey } from './result-key';
import { shimPart } from './shim-settings';
import type { GoTestOptions, TestUnit } from './unit';

const plan: RunPlan = {
  kind: 'qemu',
  why: 'test',
  launch: ['/q/qemu-aarch64'],
  env: {},
  emulated: true,
  identity: ['qemu', 'qemu-aarch64 version 7.2.22', ''],
  notes: [],
};

function unit(options: Partial<GoTestOptions> = {}, rest: Partial<TestUnit> = {}): TestUnit {
  return {
    project: 'svc',
    port: parsePort('arm64'),
    dir: '/w/svc',
    go: '/go/bin/go',
    env: {},
    plan,
    options: { packages: ['./...'], goFlags: [], args: [], ...options },
    outputDir: '/w/dist/go-cross/svc/arm64',
    dataDigest: 'digest',
    declaredDigest: 'declared',
    sources: [],
    variables: [],
    keepTestLogs: true,
    infraRetries: 1,
    singleCpu: false,
    place: EMULATED,
    shim: '/state/shim',
    scratch: '/scratch',
    ...rest,
  };
}

const flags = (options: Partial<GoTestOptions>) =>
  buildTestArgs(unit(options)).filter((word) => !word.startsWith('-exec='));

test('without options: events, our exec program, all packages', () => {
  expect(buildTestArgs(unit())).toEqual(['test', '-json', expect.stringMatching(/^-exec=\/bin\/sh -c '/), './...']);
});

test.each<[Partial<GoTestOptions>, string[]]>([
  [{ tags: ['a', 'b'] }, ['-tags=a,b']],
  [{ run: '^TestA$' }, ['-run=^TestA$']],
  [{ skip: 'Slow' }, ['-skip=Slow']],
  [{ short: true }, ['-short']],
  [{ short: false, race: false }, ['-race=false', '-short=false']],
  [{ count: 2 }, ['-count=2']],
  [{ shuffle: 'on' }, ['-shuffle=on']],
  [{ failfast: true }, ['-failfast']],
  [{ race: true }, ['-race']],
  [{ cover: true }, ['-cover', '-coverprofile=/w/dist/go-cross/svc/arm64/cover.out']],
  [{ coverPkg: ['./...', 'x'] }, ['-coverpkg=./...,x']],
  [{ vet: 'off' }, ['-vet=off']],
  [{ bench: '.', benchtime: '1x' }, ['-bench=.', '-benchtime=1x']],
  [{ fuzz: 'FuzzA', fuzztime: '5s' }, ['-fuzz=FuzzA', '-fuzztime=5s']],
  [{ timeout: 90_000 }, ['-timeout=90000ms']],
  [{ timeout: 0 }, ['-timeout=0ms']],
  [{ parallel: 2, p: 1 }, ['-parallel=2', '-p=1']],
  [{ goFlags: ['-trimpath', '-ldflags=-s -w'] }, ['-trimpath', '-ldflags=-s -w']],
])('%j is %j', (options, expected) => {
  expect(flags(options)).toEqual(['test', '-json', ...expected, './...']);
});

test.each(['A|B', '$(touch x)', '; touch x', '`touch x`', "it's", '"'])('run %s is one argument', (run) => {
  expect(flags({ run })).toContain(`-run=${run}`);
});

test('arguments of the test binaries come last, behind -args', () => {
  expect(flags({ args: ['-update', './...'] }).slice(-4)).toEqual(['./...', '-args', '-update', './...']);
});

describe('the words of -exec', () => {
  const identityOf = (rest: Partial<TestUnit>) => execWords(unit({}, rest))[4];

  test('name the shim, the identity, and how many words of the runner follow', () => {
    expect(execWords(unit())).toEqual([
      '/bin/sh',
      '-c',
      'exec "$NX_GO_CROSS_SHIM" "$@"',
      'nx-go-cross-sh',
      expect.stringMatching(/^[0-9a-f]{32}$/),
      '1',
      '/q/qemu-aarch64',
    ]);
  });

  test.each<[string, Partial<TestUnit>]>([
    ['where the shim lies', { shim: '/home/me/.cache/shim' }],
    ['how long it waits', { outputWait: 100_000 }],
    ['the data files of a project', { dataDigest: 'other' }],
    ['what a project declares', { declaredDigest: 'other' }],
    ['where the scratch folder lies', { scratch: '/tmp/other' }],
    ['where Go lies', { go: '/home/me/sdk/go/bin/go' }],
  ])('do not hold %s: machines that share results differ in that', (_title, rest) => {
    expect(execWords(unit({}, rest))).toEqual(execWords(unit()));
  });

  test('with singleCpu, its script is a part of the command', () => {
    const words = execWords(unit({}, { singleCpu: true }));
    expect(words.slice(5)).toEqual([
      '5',
      '/bin/sh',
      '-c',
      expect.stringContaining('taskset'),
      'nx-go-cross-sh',
      '/q/qemu-aarch64',
    ]);
  });

  test.each<[string, Partial<TestUnit>]>([
    ['the emulator', { plan: { ...plan, identity: ['qemu', 'qemu-aarch64 version 10.0.2', ''] } }],
    ['the CPU', { plan: { ...plan, identity: ['qemu', 'qemu-aarch64 version 7.2.22', 'max'] } }],
    ['a QEMU variable', { env: { QEMU_CPU: 'max' } }],
  ])('%s changes the identity', (_title, rest) => {
    expect(identityOf(rest)).not.toBe(identityOf({}));
  });

  test('an unrelated variable does not change the identity', () => {
    expect(identityOf({ env: { HOME: '/elsewhere' } })).toBe(identityOf({}));
  });

  test('only words of the runner can be concerned', () => {
    const odd = `/it's a "w"`;
    expect(() => buildTestArgs(unit({ run: odd, cover: true }, { dir: odd, outputDir: odd, go: odd }))).not.toThrow();
    expect(() => buildTestArgs(unit({}, { plan: { ...plan, launch: [odd] } }))).toThrow('both kinds of quotes');
  });
});

const testEnv = (one: TestUnit) => buildTestEnv(one, [shimPart(one)]);

describe('environment', () => {
  test('holds the port, the plan and our scratch folder, and leaves the rest as it is', () => {
    const env = { KEEP: '1', GODEBUG: 'http2client=0' };
    const i386 = { ...plan, env: { GODEBUG: 'asyncpreemptoff=1', QEMU_CPU: 'max' } };
    const given = JSON.stringify(testEnv(unit({}, { env, plan: i386, port: parsePort('arm/6') })));
    expect(JSON.parse(given)).toEqual({
      KEEP: '1',
      GODEBUG: 'http2client=0,asyncpreemptoff=1',
      QEMU_CPU: 'max',
      GOOS: 'linux',
      GOARCH: 'arm',
      GOARM: '6',
      GOENV: '/scratch/goenv',
      NX_GO_CROSS_SHIM: '/state/shim',
      [resultKey(unit()).name]: resultKey(unit()).value,
      [aliasOf('PWD', 'svc')]: '/w/svc',
      PWD: '/w/svc',
    });
    expect(env).toEqual({ KEEP: '1', GODEBUG: 'http2client=0' });
  });

  test('what tests have otherwise than cmd/go has another name there', () => {
    const theirs = { GOTMPDIR: '/theirs', GOENV: 'off', NX_TASK_TARGET_PROJECT: 'svc', OTHER: 'x' };
    const { GOTMPDIR, GOENV, NX_TASK_TARGET_PROJECT, OTHER, ...env } = testEnv(unit({}, { env: theirs }));
    expect([GOTMPDIR, GOENV, NX_TASK_TARGET_PROJECT, OTHER]).toEqual([undefined, '/scratch/goenv', undefined, 'x']);
    expect(env).toMatchObject({
      NX_GO_CROSS_OF_GOTMPDIR: '/theirs',
      NX_GO_CROSS_OF_GOENV: 'off',
      [aliasOf('NX_TASK_TARGET_PROJECT', 'svc')]: 'svc',
    });
    expect(buildBinaryEnv(unit({}, { env: theirs }), '/scratch')).toMatchObject(theirs);
  });
});

describe('the variable that stands for what Go does not know of', () => {
  test.each<[string, Partial<TestUnit>, boolean, boolean]>([
    ['the data files', { dataDigest: 'other' }, true, false],
    ['what is declared', { declaredDigest: 'other' }, true, false],
    ['the project', { project: 'lib' }, false, true],
    ['the port', { port: parsePort('s390x') }, false, false],
    ['where the workspace lies', { dir: '/elsewhere/svc', scratch: '/tmp/x' }, false, false],
  ])('%s', (_title, rest, otherValue, otherName) => {
    const [before, after] = [resultKey(unit()), resultKey(unit({}, rest))];
    expect([after.value !== before.value, after.name !== before.name]).toEqual([otherValue, otherName]);
  });
});

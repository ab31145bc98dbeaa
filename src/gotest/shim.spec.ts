import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildShimInto } from '../host/testdata/build-shim';
import { shellWords } from '../process';
import { keepTestLogs, takeTestLogs } from './test-log';
import { shimPart, writeShimSettings } from './shim-settings';
import type { TestUnit } from './unit';

let program: string;
let programs: string;
beforeAll(() => {
  programs = mkdtempSync(join(realpathSync(tmpdir()), 'shim-spec-'));
  program = buildShimInto(programs);
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

/** What cmd/go makes of GOTMPDIR: a work folder, one folder in it per test binary. */
let scratch: string;
let binary: string;
let pkg: string;
beforeEach(() => {
  scratch = mkdtempSync(join(realpathSync(tmpdir()), 'testlog-spec-'));
  const work = join(scratch, 'go-build1', 'b001');
  pkg = join(scratch, 'workspace with spaces');
  mkdirSync(work, { recursive: true });
  mkdirSync(pkg);
  settings({ ofUser: {} });
  binary = join(work, 'svc.test');
  const body = 'printf "%s\\n" "$@"\nprintf "# test log\\nopen a\\n" > "${1#*=}"\nexit 3';
  writeFileSync(binary, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function shim(launch: readonly string[], ...args: string[]) {
  return shimWith(process.env, launch, ...args);
}

function shimWith(env: NodeJS.ProcessEnv, launch: readonly string[], ...args: string[]) {
  const [shell, ...words] = shellWords(__dirname, 'shim.sh');
  return spawnSync(shell!, [...words, 'identity', String(launch.length), ...launch, binary, ...args], {
    ...{ cwd: pkg, encoding: 'utf8', env: { ...env, PWD: pkg, NX_GO_CROSS_SHIM: program } },
  });
}

const logFlag = () => `-test.testlogfile=${join(scratch, 'go-build1', 'b001', 'testlog.txt')}`;

test('arguments, output and exit code are the binary’s, and it is told where to log', () => {
  const { status, stdout, stderr } = shim([], '-test.v', 'a b');
  expect([status, stderr, stdout]).toEqual([3, '', `${logFlag()}\n-test.v\na b\n`]);
});

test('the flag goes behind the binary, whatever starts it', () => {
  const { status, stdout } = shim(['/usr/bin/env', '-u', 'HOME'], '-test.v');
  expect([status, stdout]).toEqual([3, `${logFlag()}\n-test.v\n`]);
});

test('a log outlives the folder that it was written to, with the folder of its package', () => {
  keepTestLogs(scratch);
  expect(shim([], '-test.v').status).toBe(3);
  rmSync(join(scratch, 'go-build1'), { recursive: true });
  expect(takeTestLogs(scratch)).toEqual([{ dir: pkg, variables: [], opened: [join(pkg, 'a')], examined: [] }]);
});

test('nothing is kept unless asked for', () => {
  expect(shim([]).status).toBe(3);
  expect(readdirSync(scratch)).not.toContain('testlogs');
  expect(takeTestLogs(scratch)).toEqual([]);
});

test('a log that cannot be kept does not disturb the tests', () => {
  keepTestLogs(scratch);
  mkdirSync(join(scratch, 'testlogs', 'b001.log'));
  const { status, stderr } = shim([]);
  expect([status, stderr, takeTestLogs(scratch)]).toEqual([3, '', []]);
});

interface Given {
  readonly ofUser: NodeJS.ProcessEnv;
  readonly container?: object;
}

function settings({ ofUser, container }: Given, unit: Partial<TestUnit> = {}): void {
  const plan = container === undefined ? {} : { container };
  const rest = { project: 'svc', scratch, env: ofUser, plan, dataDigest: '', declaredDigest: '' };
  const whole = { ...rest, ...unit } as unknown as TestUnit;
  writeShimSettings(whole, [shimPart(whole)]);
}

test.each<[string, Given, string]>([
  ['of the user', { ofUser: { GOTMPDIR: '/a b', GOENV: 'off' } }, '/a b off'],
  ['that are empty', { ofUser: { GOTMPDIR: '', GOENV: '' } }, ' '],
  ['that are none', { ofUser: {} }, 'unset unset'],
  ['of cmd/go, which a container shows', { ofUser: {}, container: {} }, 'SCRATCH unset'],
])('the tests get the GOTMPDIR and GOENV %s', (_title, given, expected) => {
  settings(given);
  const printed = 'echo "${GOTMPDIR-unset} ${GOENV-unset}"; env | grep NX_GO_CROSS';
  writeFileSync(binary, `#!/bin/sh\n${printed}\n`, { mode: 0o755 });
  const ours = { GOTMPDIR: '/scratch', GOENV: '/scratch/goenv', NX_GO_CROSS_KEY_1: 'x' };
  expect(shimWith({ PATH: process.env.PATH, ...ours }, []).stdout).toBe(`${expected.replace('SCRATCH', scratch)}\n`);
});

test('Go goes on to know what the user wrote with go env -w', () => {
  const goenv = join(scratch, 'env');
  writeFileSync(goenv, 'GOTMPDIR=/theirs\nGOFLAGS=-short');
  settings({ ofUser: {} }, { goenv });
  expect(readFileSync(join(scratch, 'goenv'), 'utf8').split('\n').slice(0, 2)).toEqual([
    'GOTMPDIR=/theirs',
    'GOFLAGS=-short',
  ]);
  const env = { ...process.env, GOENV: join(scratch, 'goenv'), GOTMPDIR: '', GOFLAGS: '' };
  const { stdout } = spawnSync('go', ['env', 'GOTMPDIR', 'GOFLAGS'], { encoding: 'utf8', env });
  expect(stdout).toBe(`${scratch}\n-short\n`);
});

const logOf = () => readFileSync(join(scratch, 'go-build1', 'b001', 'testlog.txt'), 'utf8');

test('the log names the variable of the project at its end', () => {
  expect(shim([]).status).toBe(3);
  expect(logOf()).toMatch(/^# test log\nopen a\ngetenv NX_GO_CROSS_KEY_[0-9a-f]{12}\n$/);
});

test('variables that the tests have otherwise than cmd/go are those of cmd/go in its log, and theirs in what is kept', () => {
  keepTestLogs(scratch);
  settings({ ofUser: { NX_TASK_TARGET_PROJECT: 'svc', HOME: '/' } });
  const lines = ['GOTMPDIR', 'HOME', 'NX_TASK_TARGET_PROJECT'].map((name) => `getenv ${name}\\n`).join('');
  writeFileSync(binary, `#!/bin/sh\nprintf "# test log\\n${lines}" > "\${1#*=}"\n`, { mode: 0o755 });
  expect(shim([]).status).toBe(0);
  expect(logOf().split('\n').slice(1, 4)).toEqual([
    'getenv NX_GO_CROSS_OF_GOTMPDIR',
    'getenv HOME',
    expect.stringMatching(/^getenv NX_GO_CROSS_OF_[0-9a-f]{12}_NX_TASK_TARGET_PROJECT$/),
  ]);
  expect(takeTestLogs(scratch)[0]!.variables).toEqual(['GOTMPDIR', 'HOME', 'NX_TASK_TARGET_PROJECT']);
});

test('a package of which nothing is known has no log that Go could store a result by', () => {
  writeFileSync(join(scratch, 'shim.settings'), 'unit\0/elsewhere\0KEY\0');
  expect(shim([]).status).toBe(3);
  expect(readdirSync(join(scratch, 'go-build1', 'b001'))).toEqual(['svc.test']);
});

test('something that cannot be started is said as other shims say it', () => {
  expect(shim(['/none']).stderr).toBe('nx-go-cross-sh: exec: /none: no such file or directory\n');
});

test('no core files, unless a test allows them itself', () => {
  writeFileSync(binary, '#!/bin/sh\nulimit -S -c; ulimit -S -c "$(ulimit -H -c)" && ulimit -S -c\n', { mode: 0o755 });
  const allowed = ['-c', 'ulimit -S -c "$(ulimit -H -c)"; ulimit -S -c; exec "$@"', 'sh'];
  const { stdout } = spawnSync('/bin/sh', [...allowed, program, 'identity', '0', binary], { encoding: 'utf8' });
  const [before, during, raised] = stdout.split('\n');
  expect([during, raised]).toEqual(['0', before]);
});

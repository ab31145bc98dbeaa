import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shellWords } from '../process';
import { keepTestLogs, takeTestLogs } from './test-log';

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
  binary = join(work, 'svc.test');
  const body = 'printf "%s\\n" "$@"\nprintf "# test log\\nopen a\\n" > "${1#*=}"\nexit 3';
  writeFileSync(binary, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function shim(launch: readonly string[], ...args: string[]) {
  return shimWith(process.env, launch, ...args);
}

function shimWith(env: NodeJS.ProcessEnv, launch: readonly string[], ...args: string[]) {
  const [shell, ...words] = shellWords(__dirname, 'testlog.sh');
  return spawnSync(shell!, [...words, 'identity', String(launch.length), ...launch, binary, ...args], {
    ...{ cwd: pkg, encoding: 'utf8', env },
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
  expect(readdirSync(scratch).sort()).toEqual(['go-build1', 'workspace with spaces']);
  expect(takeTestLogs(scratch)).toEqual([]);
});

test('a log that cannot be kept does not disturb the tests', () => {
  keepTestLogs(scratch);
  mkdirSync(join(scratch, 'testlogs', 'b001.log'));
  const { status, stderr } = shim([]);
  expect([status, stderr, takeTestLogs(scratch)]).toEqual([3, '', []]);
});

test.each<[string, NodeJS.ProcessEnv, string]>([
  ['of the user', { NX_GO_CROSS_TESTS_GOTMPDIR: '/a b' }, '/a b'],
  ['that is none', { NX_GO_CROSS_TESTS_GOTMPDIR: '' }, 'unset'],
  ['of cmd/go, which a container shows', {}, '/scratch'],
])('the tests get the GOTMPDIR %s', (_title, env, expected) => {
  const printed = 'echo "${GOTMPDIR-unset} ${NX_GO_CROSS_TESTS_GOTMPDIR-unset}"';
  writeFileSync(binary, `#!/bin/sh\n${printed}\n`, { mode: 0o755 });
  expect(shimWith({ PATH: process.env.PATH, GOTMPDIR: '/scratch', ...env }, []).stdout).toBe(`${expected} unset\n`);
});

test('a relay comes before what starts the binary, and the tests do not see its variables', () => {
  const relay = join(scratch, 'the relay');
  writeFileSync(relay, '#!/bin/sh\necho "waits $1"\nshift\nexec "$@"\n', { mode: 0o755 });
  writeFileSync(binary, '#!/bin/sh\nenv | grep RELAY\necho "$@"\n', { mode: 0o755 });
  const env = { PATH: process.env.PATH, NX_GO_CROSS_RELAY: relay, NX_GO_CROSS_RELAY_WAIT: '5000' };
  expect(shimWith(env, ['/usr/bin/env'], '-test.v').stdout).toBe(`waits 5000\n${logFlag()} -test.v\n`);
  expect(shimWith(env, ['/none']).stderr).toMatch(/^nx-go-cross-sh: (line )?1: (exec: )?\/none: /);
});

test('no core files, unless a test allows them itself', () => {
  writeFileSync(binary, '#!/bin/sh\nulimit -S -c; ulimit -S -c "$(ulimit -H -c)" && ulimit -S -c\n', { mode: 0o755 });
  const [shell, ...words] = shellWords(__dirname, 'testlog.sh');
  const allowed = ['-c', 'ulimit -S -c "$(ulimit -H -c)"; ulimit -S -c; exec "$@"', 'sh'];
  const { stdout } = spawnSync(shell!, [...allowed, shell!, ...words, 'identity', '0', binary], { encoding: 'utf8' });
  const [before, during, raised] = stdout.split('\n');
  expect([during, raised]).toEqual(['0', before]);
});

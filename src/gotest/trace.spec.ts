import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildShimInto } from '../host/testdata/build-shim';
import { shellWords } from '../process';
import { shimPart, writeShimSettings } from './shim-settings';
import type { TestUnit } from './unit';
import { keepTestLogs, takeTestLogs, testLogPath } from './test-log';

/** A work folder of cmd/go, with a binary that says with which words and variables it was started. */
let scratch: string;
let binary: string;
beforeEach(() => {
  scratch = mkdtempSync(join(realpathSync(tmpdir()), 'trace-spec-'));
  const work = join(scratch, 'go-build1', 'b001');
  mkdirSync(work, { recursive: true });
  binary = join(work, 'svc.test');
  program(binary, 'printf "%s\\n" "$QEMU_STRACE" "$QEMU_LOG_FILENAME" "$@"; exit 3');
});
let programs: string;
let shim: string;
beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'trace-spec-'));
  shim = buildShimInto(programs);
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

function program(path: string, body: string): string {
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}

/** As exec-words.ts puts the shims together. */
function shims(tracer: string, ...args: string[]) {
  const [shell, ...words] = shellWords(__dirname, 'shim.sh');
  const unit = { scratch, project: 'svc', env: {}, plan: {} } as unknown as TestUnit;
  writeShimSettings(unit, [shimPart(unit)]);
  const launch = [...shellWords(__dirname, 'trace.sh'), tracer];
  const argv = [...words, 'identity', String(launch.length), ...launch, binary, ...args];
  return spawnSync(shell!, argv, {
    cwd: scratch,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, PWD: scratch, NX_GO_CROSS_SHIM: shim },
  });
}

const logFlag = () => `-test.testlogfile=${join(scratch, 'go-build1', 'b001', 'testlog.txt')}`;
const prefix = () => join(scratch, 'testlogs', 'b001');

test('the emulator is told where to log, a file per process', () => {
  keepTestLogs(scratch);
  const { status, stdout } = shims('qemu', '-test.v', 'a b');
  expect([status, stdout]).toEqual([3, `1\n${prefix()}.%d.qemu\n${logFlag()}\n-test.v\na b\n`]);
});

test('strace gets the command as it is', () => {
  keepTestLogs(scratch);
  const strace = program(join(scratch, 'my strace'), 'printf "%s\\n" "$@"');
  const words = shims(strace, '-test.v', 'a b').stdout.split('\n');
  expect(words.slice(words.indexOf('-o'))).toEqual([
    '-o',
    `${prefix()}.strace`,
    '--',
    binary,
    logFlag(),
    '-test.v',
    'a b',
    '',
  ]);
});

test.each(['qemu', '/nowhere/strace'])('%s: where no logs are kept nothing is traced', (tracer) => {
  expect(shims(tracer, '-test.v')).toMatchObject({ status: 3, stdout: `\n\n${logFlag()}\n-test.v\n` });
});

test('what was logged becomes part of the log of inputs, also of a binary that never came to m.Run', () => {
  keepTestLogs(scratch);
  program(binary, 'printf "7 open(\\"a\\",O_RDONLY) = 3\\n" > "${QEMU_LOG_FILENAME%%.*}.7.qemu"');
  expect(shims('qemu').status).toBe(0);
  expect(readdirSync(join(scratch, 'testlogs')).sort()).toEqual(['b001.7.qemu', 'b001.dir', 'b001.log']);
  const a = join(scratch, 'a');
  expect(takeTestLogs(scratch)).toEqual([{ dir: scratch, variables: [], opened: [a], examined: [], traced: true }]);
});

test('a binary that is started without cmd/go', () => {
  keepTestLogs(scratch);
  const log = testLogPath(scratch, 'p0', scratch);
  const [shell, ...words] = shellWords(__dirname, 'trace.sh');
  const argv = [...words, 'qemu', binary, `-test.testlogfile=${log}`];
  const { stdout } = spawnSync(shell!, argv, { encoding: 'utf8' });
  expect(stdout.split('\n')[1]).toBe(join(scratch, 'testlogs', 'p0.%d.qemu'));
});

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildShimInto } from './testdata/build-shim';

let folder: string;
let shim: string;
let binary: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'shim-spec-'));
  shim = buildShimInto(folder);
  mkdirSync(join(folder, 'go-build1', 'b001'), { recursive: true });
  binary = join(folder, 'go-build1', 'b001', 'svc.test');
  settings('wait', '200', 'unit', '', 'KEY');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function settings(...records: string[]): void {
  writeFileSync(join(folder, 'shim.settings'), records.map((one) => `${one}\0`).join(''));
}

/** The words of a shim whose test binary is a shell script. */
function words(script: string): string[] {
  writeFileSync(binary, script);
  return ['identity', '1', '/bin/sh', binary];
}

function run(script: string, input = '') {
  const options = { input, encoding: 'utf8', cwd: folder } as const;
  const { status, signal, stdout, stderr } = spawnSync(shim, words(script), options);
  return { status, signal, stdout, stderr };
}

test('output of both kinds in its order, input, and the exit code', () => {
  expect(run('cat; echo error >&2; echo end; exit 7', 'in\n')).toEqual({
    status: 7,
    signal: null,
    stdout: 'in\nerror\nend\n',
    stderr: '',
  });
});

test.each(['SEGV', 'BUS', 'KILL', 'QUIT', 'TERM', 'ABRT', 'TRAP', 'PIPE'] as const)(
  'a command that SIG%s ended, without a word of its own',
  (name) => {
    expect(run(`echo before; kill -s ${name} $$`)).toEqual({
      status: null,
      signal: `SIG${name}`,
      stdout: 'before\n',
      stderr: '',
    });
  },
);

test('a child that holds the output is waited for, and then given up in the words of cmd/go', () => {
  expect(run('echo before; sleep 30 & exit 0')).toMatchObject({
    status: 1,
    stdout: 'before\n*** Test I/O incomplete 200ms after exiting.\nexec: WaitDelay expired before I/O complete\n',
  });
  expect(run('sleep 30 & exit 3')).toMatchObject({ status: 3, stdout: '' });
});

test('one that lets go of it in time is waited for to its end', () => {
  settings('wait', '20000', 'unit', '', 'KEY');
  expect(run('(sleep 0.2; echo late) & exit 0')).toMatchObject({ status: 0, stdout: 'late\n' });
  settings('wait', '200', 'unit', '', 'KEY');
});

test.each(['SIGTERM', 'SIGQUIT', 'SIGINT', 'SIGHUP'] as const)('%s is passed on', async (name) => {
  const script = `trap 'echo got; exit 5' ${name.slice(3)}; echo up; while :; do sleep 0.05; done`;
  const child = spawn(shim, words(script), { cwd: folder });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    if (output === '') child.kill(name);
    output += chunk.toString();
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([code, output]).toEqual([5, 'up\ngot\n']);
});

/** Not when it is dead and nobody has asked how it ended. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

test('a killed shim takes the command with it', async () => {
  const child = spawn(shim, words('echo $$; exec sleep 60'), { cwd: folder });
  const pid = await new Promise<number>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(Number(text))),
  );
  child.kill('SIGKILL');
  await new Promise((resolve) => child.on('close', resolve));
  const deadline = Date.now() + 20_000;
  while (isRunning(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isRunning(pid)).toBe(false);
});

test.each<[string, string[], string]>([
  ['too few words', ['identity', '0'], 'usage: '],
  ['a count that is none', ['identity', 'x', 'BINARY'], 'COUNT is x'],
  ['a count of more than there is', ['identity', '2', 'BINARY'], 'COUNT is 2 with 1 words'],
  ['a binary without settings', ['identity', '0', '/nowhere/b/w/x'], 'shim.settings'],
])('%s', (_title, args, expected) => {
  const { status, stderr } = spawnSync(shim, args, { encoding: 'utf8' });
  expect([status, stderr]).toEqual([126, expect.stringMatching(/^nx-go-cross: shim: /)]);
  expect(stderr).toContain(expected);
});

test.each([
  ['cut off', ['unit', '']],
  ['of another version', ['other', 'x']],
])('settings that are %s', (_title, records) => {
  settings(...records);
  expect(run('echo no')).toMatchObject({ status: 126, stdout: '', stderr: expect.stringContaining('damaged') });
});

test('a script that does not say what it is for', () => {
  const script = join(folder, 'script');
  writeFileSync(script, 'echo "script $1"\n');
  chmodSync(script, 0o755);
  settings('unit', '', 'KEY');
  const { stdout } = spawnSync(shim, ['identity', '1', script, binary], { encoding: 'utf8' });
  expect(stdout).toBe(`script ${binary}\n`);
});

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The real program, built by the real Go: what it passes on is up to the kernel. */
let folder: string;
let relay: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relay-spec-'));
  relay = join(folder, 'relay');
  const env = { ...process.env, GOFLAGS: '-buildvcs=false', GOWORK: 'off', CGO_ENABLED: '0', GOOS: '', GOARCH: '' };
  const { status, stderr } = spawnSync('go', ['build', '-o', relay, '.'], { cwd: join(__dirname, 'relay'), env });
  if (status !== 0) throw new Error(stderr.toString());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(script: string, input = '', grace = 200) {
  const { status, signal, stdout, stderr } = spawnSync(relay, [String(grace), '/bin/sh', '-c', script], {
    input,
    encoding: 'utf8',
    cwd: folder,
  });
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
  expect(run('(sleep 0.2; echo late) & exit 0', '', 20_000)).toMatchObject({ status: 0, stdout: 'late\n' });
});

test.each(['SIGTERM', 'SIGQUIT', 'SIGINT', 'SIGHUP'] as const)('%s is passed on', async (name) => {
  const child = spawn(relay, [
    '200',
    '/bin/sh',
    '-c',
    `trap 'echo got; exit 5' ${name.slice(3)}; echo up; while :; do sleep 0.05; done`,
  ]);
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

test('a killed relay takes the command with it', async () => {
  const child = spawn(relay, ['200', '/bin/sh', '-c', 'echo $$; exec sleep 60']);
  const pid = await new Promise<number>((resolve) =>
    child.stdout.once('data', (text: Buffer) => resolve(Number(text))),
  );
  child.kill('SIGKILL');
  await new Promise((resolve) => child.on('close', resolve));
  const deadline = Date.now() + 20_000;
  while (isRunning(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isRunning(pid)).toBe(false);
});

test('a command that is not there', () => {
  const { status, stderr } = spawnSync(relay, ['200', '/nowhere/x'], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([126, expect.stringContaining('nx-go-cross: ')]);
});

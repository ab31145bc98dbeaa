import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CrossTestError } from '../errors';
import { startGuard, type Guard } from './guard';
import type { Limits } from './limits';
import { stream, type Streamed } from './stream';

interface Started {
  readonly ended: Promise<Streamed>;
  readonly output: () => string;
  readonly abort: () => void;
}

let guard: Guard;
beforeEach(() => {
  guard = startGuard();
});
afterEach(() => guard.end());

function start(script: string, limits?: Limits): Started {
  const chunks: Buffer[] = [];
  const controller = new AbortController();
  const ended = stream(['/bin/sh', '-c', script], {
    cwd: '/',
    env: { PATH: process.env.PATH },
    onStdout: (chunk) => chunks.push(chunk),
    onStderr: (chunk) => chunks.push(chunk),
    guard,
    signal: controller.signal,
    limits,
  });
  return { ended, output: () => Buffer.concat(chunks).toString(), abort: () => controller.abort() };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 200 && !condition(); i++) await sleep(25);
  expect(condition()).toBe(true);
}

function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

const pids = (output: string) => output.trim().split('\n').map(Number);

test('hands over output and exit code', async () => {
  const run = start('echo out; echo err >&2; exit 4');
  expect(await run.ended).toEqual({ exitCode: 4, signal: undefined, cancelled: false, stragglers: false });
  expect(run.output()).toContain('out\n');
  expect(run.output()).toContain('err\n');
});

test('a command that does not exist is an error of ours', async () => {
  const options = { cwd: '/', env: {}, guard, onStdout: () => undefined, onStderr: () => undefined };
  await expect(stream(['/nonexistent'], options)).rejects.toThrow(CrossTestError);
});

test('a cancel ends children that ignore SIGTERM, and their children', async () => {
  const run = start(
    'trap "" TERM; echo $$; sh -c \'trap "" TERM; echo $$; while :; do sleep 0.1; done\' & wait; sleep 60',
  );
  await until(() => run.output().trim().split('\n').length === 2);
  run.abort();
  expect(await run.ended).toMatchObject({ cancelled: true });
  for (const pid of pids(run.output())) await until(() => !isRunning(pid));
});

test('a cancel gives children time to clean up, also when their parent ends at once', async () => {
  const run = start('sh -c \'trap "sleep 0.1; echo cleaned; exit" TERM; echo up; while :; do sleep 0.1; done\' & wait');
  await until(() => run.output() === 'up\n');
  run.abort();
  expect(await run.ended).toMatchObject({ cancelled: true, signal: 'SIGTERM' });
  expect(run.output()).toContain('cleaned\n');
});

test('a cancel reaches a child that left the process group', async () => {
  const run = start("echo $$; setsid sh -c 'echo $$; sleep 60' & wait");
  await until(() => run.output().trim().split('\n').length === 2);
  run.abort();
  await run.ended;
  for (const pid of pids(run.output())) await until(() => !isRunning(pid));
});

test('what a finished command leaves behind is killed and told, and does not hold up the result', async () => {
  const run = start('sleep 60 & echo $!; exit 0');
  expect(await run.ended).toMatchObject({ exitCode: 0, stragglers: true });
  for (const pid of pids(run.output())) await until(() => !isRunning(pid));
});

describe('limits', () => {
  test('a child that ends in time, with its output', async () => {
    const run = start('echo out; exit 3', { quitAfter: 60_000, grace: 60_000 });
    expect(await run.ended).toMatchObject({ exitCode: 3, overdue: false, cutOff: false, stragglers: false });
    expect(run.output()).toBe('out\n');
  });

  test('one that is late gets SIGQUIT and may end well', async () => {
    const run = start('trap "echo dump; exit 2" QUIT; echo up; while :; do sleep 0.05; done', {
      quitAfter: 400,
      grace: 60_000,
    });
    expect(await run.ended).toMatchObject({ exitCode: 2, overdue: true, cutOff: false });
    expect(run.output()).toBe('up\ndump\n');
  });

  test('one that does not mind SIGQUIT is killed, and what it started', async () => {
    const script = 'trap "" QUIT; echo $$; setsid sh -c \'echo $$; while :; do sleep 0.1; done\' & wait; sleep 60';
    const run = start(script, { quitAfter: 400, grace: 200 });
    expect(await run.ended).toMatchObject({ signal: 'SIGKILL', overdue: true, cutOff: true });
    for (const pid of pids(run.output())) await until(() => !isRunning(pid));
  });

  test('whoever holds the output after its end has a grace, and no more', async () => {
    const held = start('sleep 60 & echo $!; exit 0', { grace: 200 });
    expect(await held.ended).toMatchObject({ exitCode: 0, cutOff: true });
    for (const pid of pids(held.output())) await until(() => !isRunning(pid));
    const short = start('(sleep 0.1; echo late) & exit 5', { grace: 60_000 });
    expect(await short.ended).toMatchObject({ exitCode: 5, cutOff: false });
    expect(short.output()).toBe('late\n');
  });

  test('even in another process group', async () => {
    const run = start('setsid sleep 3 & exit 0', { grace: 100 });
    expect(await run.ended).toMatchObject({ exitCode: 0, cutOff: true });
  });

  test('what holds nothing is killed at once', async () => {
    const run = start('sleep 60 > /dev/null 2>&1 & echo $!', { grace: 60_000 });
    expect(await run.ended).toMatchObject({ exitCode: 0, cutOff: false, stragglers: true });
    for (const pid of pids(run.output())) await until(() => !isRunning(pid));
  });

  test('a cancel does not wait for them', async () => {
    const run = start('trap "" QUIT; echo up; while :; do sleep 0.1; done', { quitAfter: 60_000, grace: 60_000 });
    await until(() => run.output() === 'up\n');
    run.abort();
    expect(await run.ended).toMatchObject({ cancelled: true });
  });
});

test('SIGTERM to the guard, which Nx signals first, ends the group and what left it', async () => {
  const run = start('echo $$; setsid sh -c \'trap "" TERM; echo $$; while :; do sleep 0.1; done\' & wait');
  await until(() => run.output().trim().split('\n').length === 2);
  const [leader = 0, ...others] = pids(run.output());
  process.kill(theGuard(), 'SIGTERM');
  expect(await run.ended).toMatchObject({ cancelled: true });
  for (const pid of [leader, ...others]) await until(() => !isRunning(pid));
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)(
  'a guard that %s ends before it could say so',
  async (signal) => {
    const run = start('echo $$; while :; do sleep 0.1; done');
    await until(() => /guard\.sh/.test(children().join()));
    process.kill(theGuard(), signal);
    expect(await run.ended).toMatchObject({ cancelled: true });
  },
);

test('a command is not even started after a cancel', async () => {
  const options = { cwd: '/', env: {}, guard, onStdout: () => undefined, onStderr: () => undefined };
  const ended = await stream(['/nonexistent'], { ...options, signal: AbortSignal.abort() });
  expect(ended).toMatchObject({ cancelled: true });
});

function theGuard(): number {
  return Number(
    children()
      .find((child) => child.includes('guard.sh\0'))
      ?.split('\0')[0],
  );
}

/** Process id and command of each child, after each word a NUL. */
function children(): string[] {
  const ids = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(/\s+/);
  return ids.map((pid) => `${pid}\0${readFileSync(`/proc/${pid}/cmdline`, 'utf8')}`);
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const STUBBORN = 'trap "" TERM; echo ready; while :; do sleep 0.1; done';
let scratch: string;
let group: ChildProcess;

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'guard-spec-'));
  writeFileSync(join(scratch, 'file'), '');
  group = spawn('/bin/sh', ['-c', STUBBORN], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  await once(group.stdout!, 'data');
});

afterEach(() => {
  if (isRunning()) process.kill(-group.pid!, 'SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

const isRunning = () => group.exitCode === null && group.signalCode === null;

/** proc_pid_status(5): bit 14 of SigCgt is SIGTERM, the bits 0 and 1 are SIGHUP and SIGINT. */
async function trapsSet(pid: number): Promise<void> {
  const caught = () => BigInt(`0x${/^SigCgt:\s*(\w+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]}`);
  while ((caught() & 0x4003n) !== 0x4003n) await sleep(10);
}

function startGuard({ told = true } = {}) {
  const guard = spawn('/bin/sh', [join(__dirname, 'guard.sh')], { stdio: ['pipe', 'pipe', 'ignore'] });
  guard.stdin.write(`>${scratch}\n${told ? `+${group.pid}\n` : ''}`);
  return guard;
}

test('the death of its owner, which closes the pipe, ends the group and removes the scratch folder', async () => {
  const ended = once(group, 'exit');
  const guard = startGuard();
  guard.stdin.end();
  expect(await ended).toEqual([null, 'SIGKILL']);
  await once(guard, 'exit');
  expect(existsSync(scratch)).toBe(false);
});

test('folders without write permission are removed, too', async () => {
  mkdirSync(join(scratch, 'mod', 'inner'), { recursive: true });
  for (const name of ['mod/inner', 'mod']) chmodSync(join(scratch, name), 0o500);
  const isRoot = process.getuid!() === 0;
  if (isRoot) for (const name of ['.', 'file', 'mod', 'mod/inner']) chownSync(join(scratch, name), 65_534, 65_534);
  const guard = spawn('/bin/sh', [join(__dirname, 'guard.sh')], {
    stdio: ['pipe', 'ignore', 'ignore'],
    ...(isRoot ? { uid: 65_534, gid: 65_534 } : {}),
  });
  guard.stdin.end(`>${join(scratch, 'mod')}\n`);
  await once(guard, 'exit');
  expect(readdirSync(scratch)).toEqual(['file']);
});

test('a signal only tells the owner, which may still die afterwards', async () => {
  const guard = startGuard();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    const told = once(guard.stdout, 'data');
    await trapsSet(guard.pid!);
    guard.kill(signal);
    expect(String(await told)).toBe('signalled\n');
    expect(isRunning()).toBe(true);
  }
  const ended = once(group, 'exit');
  guard.stdin.destroy();
  expect(await ended).toEqual([null, 'SIGKILL']);
});

test('an orderly end leaves everything alone', async () => {
  const guard = startGuard();
  guard.stdin.end('done\n');
  await once(guard, 'exit');
  expect([isRunning(), existsSync(scratch)]).toEqual([true, true]);
});

test('of several groups it ends those that are left, each with its own signals', async () => {
  const other = spawn('/bin/sh', ['-c', 'echo ready; sleep 60'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(other.stdout, 'data');
  const guard = startGuard();
  guard.stdin.write(`+${other.pid}\n+2147483646\n-${group.pid}\n`);
  const ended = once(other, 'exit');
  guard.stdin.end();
  expect(await ended).toEqual([null, 'SIGTERM']);
  await once(guard, 'exit');
  expect([isRunning(), existsSync(scratch)]).toEqual([true, false]);
});

test('without a group there is only the folder to remove', async () => {
  const guard = startGuard({ told: false });
  guard.stdin.end();
  await once(guard, 'exit');
  expect([isRunning(), existsSync(scratch)]).toEqual([true, false]);
});

test('of several folders it removes those that are left', async () => {
  const guard = startGuard();
  const names = ['a b', '*', ' c ', '$HOME', "it's"];
  for (const name of names) mkdirSync(join(scratch, name));
  guard.stdin.write(`<${scratch}\n-${group.pid}\n`);
  for (const name of names) guard.stdin.write(`>${join(scratch, name)}\n`);
  guard.stdin.write(`<${join(scratch, 'a b')}\n>${join(scratch, 'is not there')}\n`);
  guard.stdin.end();
  await once(guard, 'exit');
  expect(readdirSync(scratch).sort()).toEqual(['a b', 'file']);
});

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf } from './nx-command';
import { takePlace, untilCopied } from './place-lock';

let root: string;
let places: string;
let other: ChildProcess;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'place-lock-spec-'));
  places = join(root, 'cache', 'nx-go-cross-places');
  process.env.NX_CACHE_DIRECTORY = join(root, 'cache');
  other = spawn('/bin/sleep', ['60']);
});
afterEach(() => {
  other.kill('SIGKILL');
  delete process.env.NX_CACHE_DIRECTORY;
  rmSync(root, { recursive: true, force: true });
});

const request = () => ({ root, outputDir: join(root, 'dist'), isBatch: false });
const startOf = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ')[19];

/** The file that says who holds the place. */
async function lock(): Promise<string> {
  await takePlace(request());
  return join(places, readdirSync(places)[0]!);
}

async function heldBy(holder: object): Promise<void> {
  const file = await lock();
  writeFileSync(
    file,
    JSON.stringify({ pid: other.pid, start: startOf(other.pid!), until: Date.now() + 30_000, ...holder }),
  );
}

async function isWaiting(promise: Promise<void>): Promise<boolean> {
  return Promise.race([promise.then(() => false), sleep(200).then(() => true)]);
}

test('another command waits until the one that has the place has ended, and then takes it', async () => {
  await heldBy({});
  const waiting = [untilCopied(request()), takePlace(request())] as const;
  expect(await Promise.all(waiting.map(isWaiting))).toEqual([true, true]);
  other.kill('SIGKILL');
  await Promise.all(waiting);
  expect(JSON.parse(readFileSync(await lock(), 'utf8'))).toMatchObject(commandOf());
  expect(readdirSync(places)).toHaveLength(1);
});

test.each<[string, () => object]>([
  ['time is over', () => ({ until: Date.now() - 1 })],
  ['process is another one with the same id', () => ({ start: '1' })],
  ['process is no more', () => ({ pid: 2 ** 30 })],
  ['command is this one', () => commandOf()],
  ['file is damaged', () => ({ pid: undefined })],
])('nobody waits for one whose %s', async (_title, holder) => {
  await heldBy(holder());
  expect(await isWaiting(takePlace(request()))).toBe(false);
});

test('a folder that cannot be written to keeps nobody waiting', async () => {
  mkdirSync(join(root, 'cache'));
  writeFileSync(places, 'a file');
  expect(await isWaiting(takePlace(request()))).toBe(false);
});

test('what is in the way and cannot be removed keeps nobody waiting', async () => {
  const file = await lock();
  rmSync(file);
  mkdirSync(join(file, 'full'), { recursive: true });
  expect(await isWaiting(takePlace(request()))).toBe(false);
});

import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture } from '../../process';
import { containerWords, startContainer } from './start-container';
import type { TestUnit } from '../unit';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'container-spec-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An engine that writes down its words, one a line, and what a body adds. */
function engine(body = ''): string {
  const path = join(folder, 'engine');
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' -- "$@" >> ${folder}/words\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

const calls = () =>
  readFileSync(join(folder, 'words'), 'utf8')
    .split('--\n')
    .slice(1)
    .map((call) => call.trimEnd().split('\n'));

function unit(path: string): TestUnit {
  for (const name of ['root/inner', 'scratch']) mkdirSync(join(folder, name), { recursive: true });
  const container = { engine: path, start: ['run', '--rm'], image: 'img' };
  const sources = [join(folder, 'root'), join(folder, 'root', 'inner'), join(folder, 'missing'), ''];
  return { plan: { container }, env: process.env, scratch: join(folder, 'scratch'), sources } as unknown as TestUnit;
}

test('a test binary runs where cmd/go is, with its arguments as they are and the variables that are named', async () => {
  const words = containerWords({ engine: engine() }, ['B', 'A', 'A', 'not a name']);
  const env = { PATH: process.env.PATH, GOTMPDIR: '/t/nx-go-cross-1' };
  await capture([...words, '/x.test', 'a b', '*', "c'd"], { cwd: folder, env });
  const variables = ['--env', 'HOME=/tmp', '--env', 'PWD', '--env', 'A', '--env', 'B'];
  expect(calls()).toEqual([['exec', '--workdir', folder, ...variables, 'nx-go-cross-1', '/x.test', 'a b', '*', "c'd"]]);
  for (const word of words) expect(word).not.toContain("'");
});

test('one container, with the sources to read and a folder to write to, until it is stopped', async () => {
  const scratch = join(folder, 'scratch');
  const stop = await startContainer(unit(engine()));
  const alive = join(scratch, 'container');
  expect(existsSync(alive)).toBe(true);
  const mount = (path: string, end: string) => ['--mount', `type=bind,source=${path},target=${path}${end}`];
  expect(calls()).toEqual([
    [
      ...['run', '--rm', '--detach', '--name', 'scratch'],
      ...mount(join(folder, 'root'), ',readonly'),
      ...mount(scratch, ''),
      ...['img', 'hold', alive],
    ],
  ]);
  await stop();
  expect([existsSync(alive), calls().at(-1)]).toEqual([false, ['rm', '--force', 'scratch']]);
});

test('a container that a dead machine left behind makes room', async () => {
  const path = engine(
    `[ "$1" = run ] && [ ! -e ${folder}/gone ] && exit 125\n[ "$1" = rm ] && : > ${folder}/gone\nexit 0`,
  );
  await startContainer(unit(path));
  expect(calls().map(([verb]) => verb)).toEqual(['run', 'rm', 'run']);
});

test('an engine that cannot start one is quoted', async () => {
  const started = startContainer(unit(engine('[ "$1" = run ] && echo "mount denied" >&2 && exit 125')));
  await expect(started).rejects.toMatchObject({ code: 'noRunner', message: expect.stringContaining('mount denied') });
});

test('no container without a plan for one', async () => {
  const { plan: _plan, ...rest } = unit(engine());
  await (
    await startContainer({ ...rest, plan: {} } as TestUnit)
  )();
  expect(existsSync(join(folder, 'words'))).toBe(false);
});

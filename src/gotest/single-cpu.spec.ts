import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shellWords } from '../process';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'single-cpu-spec-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const SHOW = ['/bin/sh', '-c', 'echo "$GOMAXPROCS" "$@"', 'sh', 'a b', 'c'];

/** Runs the script where taskset says that these processors may be used, and says which one it was asked for. */
function run(list: string | undefined, words: readonly string[] = SHOW) {
  const body = `[ "$1" = -pc ] && echo "pid 1's current affinity list: ${list}" && exit\necho "on $2"\nshift 2\nexec "$@"`;
  if (list !== undefined) writeFileSync(join(dir, 'taskset'), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  const [shell, ...script] = shellWords(__dirname, 'single-cpu.sh');
  const { stdout, status } = spawnSync(shell!, [...script, ...words], {
    env: { PATH: list === undefined ? dir : `${dir}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  return { lines: stdout.trim().split('\n'), status };
}

test.each([
  ['5', ['5']],
  ['0,1', ['0', '1']],
  ['2-4', ['2', '3', '4']],
  ['0-1,6,8-9', ['0', '1', '6', '8', '9']],
])('of processors %s it takes one', (list, possible) => {
  const { lines, status } = run(list);
  expect(possible.map((cpu) => `on ${cpu}`)).toContain(lines[0]);
  expect([lines[1], status]).toEqual(['1 a b c', 0]);
});

test('several at a time are spread over the processors', () => {
  const seen = new Set(Array.from({ length: 24 }, () => run('0-3').lines[0]));
  expect(seen.size).toBeGreaterThan(1);
});

test('without taskset, Go’s scheduler alone has one', () => {
  expect(run(undefined)).toEqual({ lines: ['1 a b c'], status: 0 });
});

test('the exit code is the command’s', () => {
  expect(run('0', ['/bin/sh', '-c', 'exit 7']).status).toBe(7);
});

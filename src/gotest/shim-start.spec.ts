import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { diagnose, saysNotStarted } from '../diagnosis';
import { shellWords } from '../process';
import { EMULATED } from '../events/testdata/places';

/** What dash and bash really print when the last command of a shim cannot be started. */
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'shim-start-'));
  mkdirSync(join(dir, 'folder'));
  writeFileSync(join(dir, 'no x bit'), '#!/bin/sh\n', { mode: 0o644 });
  writeFileSync(join(dir, 'no-interpreter'), '#!/nonexistent/interpreter\n', { mode: 0o755 });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const SHIMS: Readonly<Record<string, (program: string) => string[]>> = {
  'container/container-exec.sh': (program) => [program, '--env PWD', '/tmp/x/svc.test'],
  'single-cpu.sh': (program) => [program, '/tmp/x/svc.test'],
};
const PROGRAMS = [
  ['missing', 'runnerMissing'],
  ['folder', 'notPermitted'],
  ['no x bit', 'notPermitted'],
  ['no-interpreter', 'runnerMissing'],
];
const SHELLS = ['dash', 'bash'].filter((shell) => spawnSync(shell, ['-c', ':']).status === 0);

test('there is a shell to ask', () => {
  expect(SHELLS).not.toEqual([]);
});

describe.each(SHELLS)('%s', (shell) => {
  test.each(Object.keys(SHIMS).flatMap((shim) => PROGRAMS.map(([name, id]) => [shim, name!, id!] as const)))(
    '%s and a program that is %s: %s',
    (shim, name, id) => {
      const [, ...words] = shellWords(join(__dirname, dirname(shim)), basename(shim));
      const { stderr } = spawnSync(shell, [...words, ...SHIMS[shim]!(join(dir, name))], { encoding: 'utf8' });
      const ending = `${stderr}FAIL\tp\t0.1s\n`;
      // Outcome `infrastructure` of a package in which no test began.
      expect(saysNotStarted(ending, EMULATED)).toBe(true);
      expect(diagnose(ending, ['start'], EMULATED)).toMatchObject({ id });
    },
  );
});

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { cleanEnv } from './support/env';
import { exec } from './support/exec';
import { REPOSITORY, suiteDir } from './support/suite';

let clone: string;

/** The working tree as a clone would have it, with what `npm run setup` would install. */
beforeAll(() => {
  clone = mkdtempSync(join(suiteDir(), 'clone-'));
  chmodSync(clone, 0o755);
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0').filter((name) => name !== '' && existsSync(join(REPOSITORY, name)))) {
    cpSync(join(REPOSITORY, file), join(clone, file), { preserveTimestamps: true });
  }
  execFileSync('cp', ['-al', join(REPOSITORY, 'node_modules'), join(clone, 'node_modules')]);
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

test('README command 1 shows a run, then its replay, and leaves no process', async () => {
  const { code, output } = await exec(['npm', 'run', 'demo'], { cwd: clone, env: cleanEnv() });
  expect([code, output]).toEqual([0, expect.stringContaining('$ npx nx run svc:test-arm64')]);
  const [, first, second] = output.split('$ npx nx run svc:test-arm64');
  for (const shown of [first, second]) {
    expect(shown).toMatch(/^ok +github\.com\/cespare\/xxhash\/v2 .* 159 tests$/m);
    expect(shown).toContain('linux/arm64: 2 packages passed');
  }
  expect(first).not.toContain('[local cache]');
  expect(second).toContain('> nx run svc:test-arm64  [local cache]');
  expect(output).not.toContain('\x1b');
  expect(processesIn(clone)).toEqual([]);
});

test('setup without QEMU, as an ordinary user: the line to run is printed, and it goes on', async () => {
  const programs = join(clone, 'tmp', 'programs');
  mkdirSync(programs, { recursive: true });
  for (const name of ['node', 'go', 'apt-get']) symlinkSync(which(name), join(programs, name));
  const setup = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', 'node', 'scripts/setup.mjs'];
  const env = { ...cleanEnv(), PATH: programs, HOME: clone };
  const { code, output } = await exec([which('setpriv'), ...setup.slice(1)], { cwd: clone, env });
  expect([code, output]).toEqual([
    0,
    expect.stringContaining('\n  sudo apt-get install --no-install-recommends qemu-user\n'),
  ]);
});

function which(name: string): string {
  return execFileSync('which', [name], { encoding: 'utf8' }).trim();
}

function processesIn(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

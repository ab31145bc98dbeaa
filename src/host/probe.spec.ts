import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../process';
import { parsePort } from '../ports';
import { gatherPortFacts } from './gather-port-facts';
import { namespaceLaunch } from './namespace';
import { runProbe, type ProbeResult } from './probe';
import { tempRoot } from './testdata/temp-root';

let root: string;

const newRoot = tempRoot();
beforeEach(() => {
  root = newRoot();
});

function program(name: string, body: string): string {
  const path = join(root, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}

const env = () => ({ PATH: `${root}:/usr/bin:/bin` });
/** A go whose `build -buildvcs=false -trimpath -o FILE .` does what `body` says. */
const go = (body: string) => ({
  path: program('go', body),
  ...{ version: 'go1.26.8', hostGoos: 'linux', hostGoarch: 'amd64', env: {} },
});
const gather = (port: string, facts: ReturnType<typeof go>) =>
  gatherPortFacts({ go: facts, port: parsePort(port), env: env(), cwd: root });

test.each<[string, ProbeResult]>([
  ['echo linux/arm64 proof', { outcome: 'ran' }],
  ['echo linux/s390x proof', { outcome: 'mismatch', printed: 'linux/s390x proof' }],
  ['exit 0', { outcome: 'silent' }],
  [
    'printf "probe: 1: \\177ELF\\002\\033[2J: not found\\n" >&2; exit 127',
    { outcome: 'failed', detail: 'probe: 1: ?ELF??[2J: not found' },
  ],
  ['echo "exec format error" >&2; exit 1', { outcome: 'failed', detail: 'exec format error' }],
  ['kill -s SEGV $$', { outcome: 'failed', detail: 'it was ended by SIGSEGV', passing: true }],
])('a launcher that does %s', async (body, expected) => {
  expect(await runProbe('/probe', parsePort('arm64'), [program('launch', body)], env())).toEqual(expected);
});

test('a binary that the kernel refuses, and that a shell then reads as a script, writes nothing and starts nothing', async () => {
  const probe = join(root, 'foreign');
  // Neither a script with a first line nor an ELF file: what execvp(3) makes of it is a script of /bin/sh.
  program('helper', `: > ${join(root, 'trace')}`);
  writeFileSync(probe, '> written\nhelper\n', { mode: 0o755 });
  const cwd = process.cwd();
  process.chdir(root);
  try {
    expect((await runProbe(probe, parsePort('arm64'), [], { PATH: root })).outcome).not.toBe('ran');
  } finally {
    process.chdir(cwd);
  }
  expect(['written', 'trace'].map((file) => existsSync(join(root, file)))).toEqual([false, false]);
});

test.each([
  ['kept', 'exit 1', false],
  ['not kept when it may be otherwise the next time', 'kill -s SEGV $$', true],
])('a failure is %s', async (_title, body, isTriedAgain) => {
  const log = join(root, 'log');
  writeFileSync(log, '');
  program('qemu-aarch64', `echo started >> ${log}; [ "$1" = --version ] && echo version 9.0 && exit; ${body}`);
  const builder = go(': > "$3"; chmod +x "$3"');
  expect((await gather('arm64', builder)).qemu?.probe.outcome).toBe('failed');
  const before = readFileSync(log, 'utf8');
  await gather('arm64', builder);
  expect(readFileSync(log, 'utf8') !== before).toBe(isTriedAgain);
});

test.each([
  ['a name on PATH', 'launch'],
  ['a path', './launch'],
])('an exec program that is %s is one absolute path for the probe and for the tests', async (_title, word) => {
  program('launch', 'echo linux/arm64 proof');
  const request = { go: go(': > "$3"; chmod +x "$3"'), port: parsePort('arm64'), env: env(), cwd: root };
  expect((await gatherPortFacts({ ...request, execProgram: [word, '-x'] })).exec).toEqual({
    launch: [join(root, 'launch'), '-x'],
    probe: { outcome: 'ran' },
  });
});

test('nothing is compiled for a port that nothing here can run', async () => {
  const facts = await gather('windows/amd64', go('exit 1'));
  expect(facts).toMatchObject({ direct: { outcome: 'failed', detail: 'it was not tried' }, emulatorNames: [] });
  await expect(gather('arm64', go('exit 1'))).rejects.toThrow('Go cannot build');
});

describe('the ids of root are mapped in time', () => {
  const late = (script: string, before: string) => script.replace(before, `sleep 0.3\n${before}`);

  test.each<[string, (words: readonly string[]) => readonly string[]]>([
    ['always', (words) => words],
    ['also when the helper comes late', ([sh, c, outer, ...rest]) => [sh!, c!, late(outer!, 'i=0'), ...rest]],
    ['also when unshare comes late', ([sh, c, outer, ...rest]) => [sh!, c!, late(outer!, 'exec unshare'), ...rest]],
    ['also when the shell comes late', ([sh, c, o, inner, ...rest]) => [sh!, c!, o!, late(inner!, 'exec 9<'), ...rest]],
  ])('%s', async (_title, change) => {
    const words = namespaceLaunch('arm64', '/bin/true', 'F');
    const plain = await capture([...words, 'true']);
    if (process.getuid?.() !== 0 || plain.exitCode !== 0) {
      console.warn(`not tested: this needs root and a private binfmt_misc (${plain.stderr.trim()})`);
      return;
    }
    const changed = change(words);
    expect(await capture([...changed, 'id'])).toMatchObject({ stdout: expect.stringMatching(/^uid=0\S* gid=0/) });
  });
});

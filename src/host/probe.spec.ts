import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../process';
import { parsePort } from '../ports';
import { gatherPortFacts } from './gather-port-facts';
import { namespaceLaunch } from './namespace';
import { runProbe, type ProbeResult } from './probe';
import { buildProbe } from './probe-binary';
import { stateDir } from './state-dir';
import { tempRoot } from '../files/testdata/temp-root';

let root: string;

const newRoot = tempRoot();
beforeEach(() => {
  root = newRoot();
  // Or the engine of this machine would start a container each time.
  for (const engine of ['docker', 'podman', 'nerdctl']) program(engine, 'exit 1');
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
    { outcome: 'failed', detail: 'probe: 1: ?ELF??[2J: not found', lasting: true },
  ],
  ['echo "exec format error" >&2; exit 1', { outcome: 'failed', detail: 'exec format error', lasting: true }],
  ['kill -s SEGV $$', { outcome: 'failed', detail: 'it was ended by SIGSEGV' }],
  ['echo "No space left on device" >&2; exit 1', { outcome: 'failed', detail: 'No space left on device' }],
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

describe('what is kept of a failure', () => {
  const failing = (body: string) => {
    const log = join(root, 'log');
    writeFileSync(log, '');
    program('qemu-aarch64', `echo started >> ${log}; [ "$1" = --version ] && echo version 9.0 && exit; ${body}`);
    return () => readFileSync(log, 'utf8').split('\n').length;
  };
  const found = (builder: ReturnType<typeof go>) => gather('arm64', builder);

  test.each([
    ['a refusal of the machine', 'echo "Invalid ELF image for this architecture" >&2; exit 1', false],
    ['a refusal of the kernel', 'echo "unshare: unshare failed: Operation not permitted" >&2; exit 1', false],
    ['a crash', 'kill -s SEGV $$', true],
    ['a limit', 'echo "Unable to reserve 0xfffff000 bytes of virtual address space" >&2; exit 1', true],
    ['no memory', 'echo "fork: Cannot allocate memory" >&2; exit 2', true],
    ['a full disk', 'echo "No space left on device" >&2; exit 1', true],
    ['an environment that is too large', 'echo "total length of command line exceeds limit" >&2; exit 1', true],
    ['a failure without a word', 'exit 1', true],
    ['silence', 'exit 0', true],
    ['another program', 'echo something else', true],
  ])('%s', async (_title, body, isTriedAgain) => {
    const starts = failing(body);
    program('proot', 'exec "$2"');
    const builder = go(': > "$3"; chmod +x "$3"');
    expect((await found(builder)).qemu?.probe.outcome).not.toBe('ran');
    const before = starts();
    await found(builder);
    expect(starts() > before).toBe(isTriedAgain);
  });

  test('the next command tries what failed, and nothing else', async () => {
    const starts = failing('echo "Cannot allocate memory" >&2; exit 1');
    program('proot', `echo started >> ${join(root, 'proot-log')}; echo linux/arm64 proof`);
    const builder = go(': > "$3"; chmod +x "$3"');
    await found(builder);
    const before = starts();
    program('qemu-aarch64-static', 'exit 0');
    expect(await found(builder)).toMatchObject({ proot: { probe: { outcome: 'ran' } } });
    expect(starts()).toBeGreaterThan(before);
    expect(readFileSync(join(root, 'proot-log'), 'utf8')).toBe('started\n');
  });
});

describe('the probe’s binary', () => {
  const builder = () => go('echo "echo linux/amd64 proof" > "$3"; chmod +x "$3"');
  const build = async () => {
    const probe = await buildProbe({ go: builder(), port: parsePort('amd64'), env: env(), cwd: root });
    return readFileSync(probe, 'utf8');
  };
  const kept = () => join(stateDir()!, 'probes');
  const WHOLE = 'echo linux/amd64 proof\n';

  test.each<[string, (file: string) => void]>([
    ['empty', (file) => writeFileSync(file, '')],
    ['cut off', (file) => writeFileSync(file, WHOLE.slice(0, 5))],
    ['full of zeros', (file) => writeFileSync(file, '\0'.repeat(WHOLE.length))],
    ['gone', (file) => rmSync(file)],
    ['a link to another program', (file) => (rmSync(file), symlinkSync('/bin/true', file))],
    ['a folder', (file) => (rmSync(file), mkdirSync(file))],
  ])('is made again when a file of it is %s', async (_title, damage) => {
    expect(await build()).toBe(WHOLE);
    for (const name of readdirSync(kept())) {
      damage(join(kept(), name));
      expect(await build()).toBe(WHOLE);
    }
  });

  test('nothing of a build that failed stays behind', async () => {
    const full = go('echo half > "$3"; echo "No space left on device" >&2; exit 1');
    const request = { go: full, port: parsePort('amd64'), env: env(), cwd: root };
    await expect(buildProbe(request)).rejects.toThrow('No space left');
    expect(readdirSync(kept())).toEqual([]);
  });

  test('is built by the Go that the project has, wherever the command on PATH leads from the probe’s folder', async () => {
    mkdirSync(join(root, 'goroot', 'bin'), { recursive: true });
    program('goroot/bin/go', '[ "$GOTOOLCHAIN" = local ] && echo of the root > "$3"; chmod +x "$3"');
    const shim = { ...go('exit 126'), env: { GOROOT: join(root, 'goroot') } };
    const probe = await buildProbe({ go: shim, port: parsePort('amd64'), env: env(), cwd: root });
    expect(readFileSync(probe, 'utf8')).toBe('of the root\n');
  });
});

test.each([
  ['GOTMPDIR', 'a'],
  ['TMPDIR', 'b'],
])('the probe runs where test binaries do, from the project’s folder: a relative %s', async (variable, folder) => {
  mkdirSync(join(root, folder));
  const probe = program('probe', 'echo linux/arm64 proof');
  const launch = program('launch', `case $1 in ${root}/${folder}/nx-go-cross-*) exec "$@" ;; esac; echo "$1"`);
  expect(await runProbe(probe, parsePort('arm64'), [launch], { ...env(), [variable]: folder }, root)).toEqual({
    outcome: 'ran',
  });
  expect(readdirSync(join(root, folder))).toEqual([]);
});

test('a folder for temporary files that is not there is named', async () => {
  const run = runProbe('/probe', parsePort('arm64'), [], { ...env(), TMPDIR: 'none' }, root);
  await expect(run).rejects.toThrow(`No folder for temporary files can be made in ${root}/none: ENOENT.`);
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

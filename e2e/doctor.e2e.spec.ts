import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { exec } from './support/exec';
import { which } from './support/which';
import { Workspace } from './support/workspace';

/** Node, Go and what the private namespace is made with. */
const BASE = ['node', 'git', 'go', 'sh', 'env', 'cat', 'mount', 'unshare', 'setpriv', 'apt-get'];

interface Doctor {
  readonly go?: { readonly version: string };
  readonly host: { readonly root: boolean };
  readonly emulators: readonly { goarch: string; path: string; version: string; first: boolean }[];
  readonly ports: readonly {
    port: string;
    canRun: boolean;
    runner?: { kind: string; emulator?: { path: string; version: string } };
    candidates?: readonly { kind: string; reason: string; remedy?: string }[];
  }[];
  readonly gaps: readonly { what: string; command: string; ports: readonly string[] }[];
}

let workspace: Workspace;
let user: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create();
  user = await Workspace.create({ user: true });
});
afterAll(() => [workspace, user].forEach((one) => one.remove()));

/** A PATH with these programs and no others, under their own names or those given. */
function only(folder: string, names: readonly string[], links: Readonly<Record<string, string>> = {}) {
  const dir = join(workspace.base, folder);
  mkdirSync(dir);
  const all = { ...Object.fromEntries(names.map((name) => [name, name])), ...links };
  for (const [name, program] of Object.entries(all)) symlinkSync(which(program), join(dir, name));
  return { dir, PATH: dir };
}

interface Scenario {
  readonly env?: NodeJS.ProcessEnv;
  /** Words before the command. */
  readonly launch?: readonly string[];
  readonly as?: Workspace;
  readonly code?: number;
}

const COMMAND = ['node_modules/.bin/nx-go-cross', 'doctor', '--json', '--port', 'arm64', '--port', 's390x'];

/** What doctor says, with nothing known from earlier scenarios, held against what really happens. */
async function doctor({ env, launch = [], as = workspace, code = 0 }: Scenario): Promise<Doctor> {
  const cold = as === user ? {} : { XDG_CACHE_HOME: workspace.folder('xdg') };
  const ended = await as.run([...launch, ...COMMAND], { env: { ...cold, ...env } });
  expect([ended.code, ended.output]).toEqual([code, expect.any(String)]);
  const said: Doctor = JSON.parse(ended.stdout);
  for (const { path, version } of said.emulators) {
    const { stdout } = await exec([path, '--version'], { cwd: workspace.path, env: as.env(env) });
    expect(version === 'unknown' ? '' : version).toBe(/version (\S+)/.exec(stdout)?.[1] ?? '');
  }
  return said;
}

const kinds = ({ ports }: Doctor) => ports.map(({ canRun, runner }) => (canRun ? runner!.kind : 'none'));

test('all tools: each port through the private namespace, with the emulator that is on PATH', async () => {
  const said = await doctor({});
  expect(kinds(said)).toEqual(['namespace', 'namespace']);
  expect(said.ports.map(({ runner }) => runner!.emulator!.path)).toEqual([which('qemu-aarch64'), which('qemu-s390x')]);
  expect(said.host.root).toBe(true);
});

test('none: no Go, and that is the gap of every port', async () => {
  const said = await doctor({ env: only('none', ['node', 'sh', 'env']), code: 1 });
  expect([said.go, said.emulators, kinds(said)]).toEqual([undefined, [], ['none', 'none']]);
  expect(said.gaps).toMatchObject([
    { what: expect.stringContaining('Go was not found'), ports: ['linux/arm64', 'linux/s390x'] },
  ]);
});

test('no emulator: one command for all ports', async () => {
  const said = await doctor({ env: only('bare', BASE), code: 1 });
  expect([said.emulators, kinds(said)]).toEqual([[], ['none', 'none']]);
  expect(said.gaps).toContainEqual({
    what: ['aarch64', 's390x'].map((name) => `neither qemu-${name} nor qemu-${name}-static is on PATH`).join('; '),
    command: 'sudo apt-get install --no-install-recommends qemu-user',
    ports: ['linux/arm64', 'linux/s390x'],
  });
});

test('only the static emulator, of one port', async () => {
  const env = only('static', BASE, { 'qemu-aarch64-static': 'qemu-aarch64' });
  const said = await doctor({ env, code: 1 });
  expect(kinds(said)).toEqual(['namespace', 'none']);
  expect(said.emulators).toMatchObject([{ goarch: 'arm64', path: join(env.dir, 'qemu-aarch64-static'), first: true }]);
});

test('only the dynamic emulator, of one port', async () => {
  const env = only('dynamic', [...BASE, 'qemu-s390x']);
  const said = await doctor({ env, code: 1 });
  expect(kinds(said)).toEqual(['none', 'namespace']);
  expect(said.emulators).toMatchObject([{ goarch: 's390x', path: join(env.dir, 'qemu-s390x'), first: true }]);
});

describe('user namespaces forbidden', () => {
  const forbid = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"';
  const launch = ['unshare', '--user', '--map-root-user', 'sh', '-c', forbid, 'sh'];

  test('PRoot where it is installed', async () => {
    const said = await doctor({ launch, env: only('proot', [...BASE, 'qemu-aarch64', 'qemu-s390x', 'proot']) });
    expect(kinds(said)).toEqual(['proot', 'proot']);
  });

  test('else the emulator as a prefix, and what would be better is a gap', async () => {
    const said = await doctor({ launch, env: only('prefix', [...BASE, 'qemu-aarch64', 'qemu-s390x']) });
    expect(kinds(said)).toEqual(['qemu', 'qemu']);
    expect(said.gaps).toContainEqual({
      what: 'children of tests are not emulated',
      command: 'sudo apt-get install --no-install-recommends proot',
      ports: ['linux/arm64', 'linux/s390x'],
    });
  });
});

test('a registered binfmt_misc, in a namespace of its own', async () => {
  const line = String.raw`:x:M::\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00:\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff:/usr/bin/qemu-aarch64:PF`;
  const register = `mount -t binfmt_misc none /proc/sys/fs/binfmt_misc && printf %s '${line}' > /proc/sys/fs/binfmt_misc/register && exec "$@"`;
  const said = await doctor({
    launch: ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', register, 'sh'],
  });
  expect(kinds(said)).toEqual(['binfmt', 'namespace']);
});

test('a broken emulator first on PATH: that is the one that tests would get, and so no way to run', async () => {
  const broken = workspace.tool('qemu-aarch64', 'exit 1', 'broken');
  const said = await doctor({ env: { PATH: `${broken}:${workspace.env().PATH}` }, code: 1 });
  expect(kinds(said)).toEqual(['none', 'namespace']);
  expect(JSON.stringify(said.ports[0]!.candidates)).toContain(join(broken, 'qemu-aarch64'));
  const arm64 = said.emulators.filter(({ goarch }) => goarch === 'arm64');
  expect(arm64.map(({ path, first }) => [path, first])).toEqual([
    [join(broken, 'qemu-aarch64'), true],
    [which('qemu-aarch64'), false],
  ]);
});

test('an ordinary user', async () => {
  const said = await doctor({ as: user });
  expect([said.host.root, ...kinds(said)]).toEqual([false, 'namespace', 'namespace']);
});

test('what it says can run, runs', async () => {
  workspace.write('hello/go.mod', 'module example.com/hello\n\ngo 1.23\n');
  workspace.write('hello/main.go', 'package main\n\nimport "runtime"\n\nfunc main() { println(runtime.GOARCH) }\n');
  const { ports } = await doctor({});
  for (const { port, runner } of ports) {
    const goarch = port.replace('linux/', '');
    const file = join(workspace.base, `hello-${goarch}`);
    const env = { ...workspace.env(), GOARCH: goarch, CGO_ENABLED: '0' };
    execFileSync('go', ['build', '-o', file], { cwd: join(workspace.path, 'hello'), env });
    expect(existsSync(file)).toBe(true);
    const { output } = await exec([runner!.emulator!.path, file], { cwd: workspace.path, env });
    expect(output.trim()).toBe(goarch);
  }
});

describe('output that nobody can take', () => {
  const ports = (rest: string) =>
    workspace.run(['sh', '-c', `{ node_modules/.bin/nx-go-cross ports --json; echo "code $?" >&2; } ${rest}`]);

  test('a reader that has seen enough', async () => {
    expect((await ports('| true')).output).toBe('code 0\n');
  });

  test('a full disk', async () => {
    const { output } = await ports('> /dev/full');
    expect(output).toMatch(/^Standard output cannot be written to: ENOSPC.*\n {2}Check .*\ncode 1\n$/);
  });
});

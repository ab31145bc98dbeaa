import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBinfmt } from './binfmt-misc';
import { findEmulator } from './emulator';
import { factKey, fileStamp, remember } from './fact-store';
import { findExecutable } from './find-executable';
import { readGo } from './go';
import { machineIdentity } from './identity/machine-identity';
import { stateDir } from './state-dir';
import { tempRoot } from '../files/testdata/temp-root';

let root: string;
const inherited = { ...process.env };

const newRoot = tempRoot();
beforeEach(() => {
  root = newRoot();
});

/** A program that is only what it prints. */
function program(name: string, body: string, folder = 'bin'): string {
  mkdirSync(join(root, folder), { recursive: true });
  const path = join(root, folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}

const envWith = (...folders: string[]): NodeJS.ProcessEnv => ({
  PATH: [...folders.map((folder) => join(root, folder)), '/usr/bin', '/bin'].join(':'),
});

describe('go', () => {
  const fakeGo = (version: string) =>
    program('go', `echo '{"GOVERSION":"${version}","GOHOSTOS":"linux","GOHOSTARCH":"amd64"}'`);

  test('is found on PATH and asked for its environment', async () => {
    const path = fakeGo('go1.26.8');
    const go = await readGo('go', root, envWith('bin'));
    expect(go).toMatchObject({ path, version: 'go1.26.8', hostGoos: 'linux', hostGoarch: 'amd64' });
  });

  test('the real one answers', async () => {
    const go = await readGo('go', root, { ...inherited, GOARCH: 's390x' });
    expect(go.version).toMatch(/^go1\.\d+/);
    expect(go.env.GOARCH).toBe('s390x');
  });

  test.each(['go1.22.12', 'go1.9', 'go1.19.8'])('%s is too old', async (version) => {
    fakeGo(version);
    await expect(readGo('go', root, envWith('bin'))).rejects.toMatchObject({ code: 'goTooOld' });
  });

  test.each(['go1.23.0', 'go1.30', 'go2.0', 'devel go1.27-abc'])('%s is new enough', async (version) => {
    fakeGo(version);
    await expect(readGo('go', root, envWith('bin'))).resolves.toMatchObject({ version });
  });

  test('a missing go says what to install', async () => {
    const error = readGo('no-such-go', root, envWith());
    await expect(error).rejects.toMatchObject({ code: 'goNotFound', hint: expect.stringContaining('Install Go') });
  });

  test('a go without a folder for temporary files says which variables to look at', async () => {
    program('go', 'echo "go: creating work dir: stat /nonexistent: no such file or directory" >&2; exit 1');
    await expect(readGo('go', root, envWith('bin'))).rejects.toMatchObject({
      hint: expect.stringMatching(/^Go needs a folder for temporary files: .*GOTMPDIR/),
    });
  });

  test('a go that fails is quoted', async () => {
    program('go', 'echo "go: broken toolchain" >&2; exit 1');
    await expect(readGo('go', root, envWith('bin'))).rejects.toThrow('go: broken toolchain');
  });
});

describe('executables', () => {
  test('the first name wins over the first folder', () => {
    program('qemu-x-static', '', 'a');
    const plain = program('qemu-x', '', 'b');
    expect(findExecutable(['qemu-x', 'qemu-x-static'], envWith('a', 'b'), root)).toBe(plain);
  });

  test('files that are not executable, folders and relative PATH entries do not count', () => {
    mkdirSync(join(root, 'a', 'tool'), { recursive: true });
    mkdirSync(join(root, 'b'));
    writeFileSync(join(root, 'b', 'tool'), '');
    program('tool', '', 'c');
    expect(findExecutable(['tool'], { PATH: `${join(root, 'a')}:${join(root, 'b')}:c` }, root)).toBeUndefined();
  });
});

describe('emulator', () => {
  test('is asked for its version once per state of the file', async () => {
    const log = join(root, 'log');
    const path = program('qemu-aarch64', `echo asked >> ${log}; echo "qemu-aarch64 version 9.1.0 (test)"`);
    const find = () => findEmulator(['qemu-aarch64'], envWith('bin'), root);
    const versionLine = 'qemu-aarch64 version 9.1.0 (test)';
    // A script may start any emulator, with any CPU: its text counts.
    const identity = expect.stringMatching(/^qemu-aarch64 version 9\.1\.0 \(test\) sha256:[0-9a-f]{64}$/);
    const expected = { path, version: '9.1.0', versionLine, major: 9, identity };
    expect(await find()).toEqual(expected);
    expect(await find()).toEqual(expected);
    program('qemu-aarch64', 'echo "qemu-aarch64 version 10.0.2"');
    expect((await find())?.major).toBe(10);
  });

  test('one that says nothing has an unknown version', async () => {
    program('qemu-arm', 'exit 0');
    expect(await findEmulator(['qemu-arm'], envWith('bin'), root)).toMatchObject({
      version: 'unknown',
      major: undefined,
    });
  });
});

describe('binfmt_misc', () => {
  const ARM64 = [
    'enabled',
    'interpreter /usr/libexec/qemu-binfmt/aarch64-binfmt-P',
    'flags: POF',
    'offset 0',
    'magic 7f454c460201010000000000000000000200b700',
    'mask ffffffffffffff00fffffffffffffffffeffffff',
    '',
  ].join('\n');

  function table(entries: Record<string, string>, status = 'enabled\n'): string {
    const folder = join(root, 'binfmt');
    mkdirSync(folder);
    writeFileSync(join(folder, 'status'), status);
    writeFileSync(join(folder, 'register'), '');
    for (const [name, text] of Object.entries(entries)) writeFileSync(join(folder, name), text);
    return folder;
  }

  test('finds the entry by its bytes, whatever its name', () => {
    const folder = table({ oddName: ARM64, python: 'enabled\ninterpreter /p\nflags: \noffset 0\nmagic 2321\n' });
    expect(readBinfmt('arm64', folder)).toEqual({
      visible: true,
      enabled: true,
      entry: expect.objectContaining({ name: 'oddName', enabled: true, flags: 'POF' }),
    });
    expect(readBinfmt('s390x', folder).entry).toBeUndefined();
    // It is kept on disk.
    const facts = readBinfmt('arm64', folder);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  });

  test('prefers an enabled entry, and reports a disabled one', () => {
    const disabled = ARM64.replace('enabled', 'disabled');
    expect(readBinfmt('arm64', table({ a: disabled, b: ARM64 })).entry?.name).toBe('b');
    rmSync(join(root, 'binfmt'), { recursive: true });
    expect(readBinfmt('arm64', table({ a: disabled })).entry).toMatchObject({ name: 'a', enabled: false });
  });

  test('of two that are enabled it is the newer one, as for the kernel', () => {
    const folder = table({ a: ARM64, b: ARM64 });
    for (const [newer, older] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      utimesSync(join(folder, newer), 2, 2);
      utimesSync(join(folder, older), 1, 1);
      expect(readBinfmt('arm64', folder).entry?.name).toBe(newer);
    }
  });

  test('a registration that takes the place of one of the same name has another stamp', () => {
    const folder = table({ a: ARM64 });
    const before = readBinfmt('arm64', folder).entry!.stamp;
    expect(readBinfmt('arm64', folder).entry!.stamp).toBe(before);
    rmSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a'), ARM64);
    utimesSync(join(folder, 'a'), 3, 3);
    expect(readBinfmt('arm64', folder).entry!.stamp).not.toBe(before);
  });

  test('sees the switch of the whole table, and a table that is not there', () => {
    expect(readBinfmt('arm64', table({}, 'disabled\n'))).toMatchObject({ visible: true, enabled: false });
    expect(readBinfmt('arm64', join(root, 'nothing'))).toEqual({ visible: false, enabled: false });
  });
});

describe('fact store', () => {
  test('finds a fact once per key', async () => {
    let found = 0;
    const find = async () => ++found;
    expect([
      await remember('x', 'k', find),
      await remember('x', 'k', find),
      await remember('x', 'other', find),
    ]).toEqual([1, 1, 2]);
  });

  test('finds a fact that will not last each time', async () => {
    let found = 0;
    const find = async () => ++found;
    const isLasting = (fact: number) => fact > 1;
    const again = () => remember('x', 'k', find, isLasting);
    expect([await again(), await again(), await again()]).toEqual([1, 2, 2]);
  });

  test('a damaged file costs time only', async () => {
    await remember('x', 'k', async () => 1);
    writeFileSync(join(stateDir()!, 'facts', 'x-k.json'), '{"fact":');
    expect(await remember('x', 'k', async () => 2)).toBe(2);
  });

  test('a stamp follows the file', () => {
    const path = program('tool', '');
    const before = fileStamp(path);
    utimesSync(path, 1, 1);
    expect(fileStamp(path)).not.toBe(before);
    expect(fileStamp(join(root, 'none'))).toBeUndefined();
    expect(factKey([before])).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a folder that others can write to is not used', () => {
    mkdirSync(join(root, 'cache', 'nx-go-cross'), { recursive: true, mode: 0o777 });
    chmodSync(join(root, 'cache', 'nx-go-cross'), 0o777);
    expect(stateDir()).not.toBe(join(root, 'cache', 'nx-go-cross'));
  });
});

describe('machine identity', () => {
  const identity = (env: NodeJS.ProcessEnv, portable = false, ...qemuPaths: (readonly [string, string])[]) =>
    machineIdentity({ cwd: root, env, portable, qemuPaths });
  const real = (...folders: string[]): NodeJS.ProcessEnv => ({
    ...inherited,
    PATH: [...folders.map((folder) => join(root, folder)), inherited.PATH].join(':'),
  });

  test('is the same twice', async () => {
    expect(await identity(real())).toEqual(await identity(real()));
  });

  test.each<[string, NodeJS.ProcessEnv]>([
    ['GOFLAGS', { GOFLAGS: '-tags=x' }],
    ['GOAMD64', { GOAMD64: 'v3' }],
    ['CGO_ENABLED', { CGO_ENABLED: '0' }],
  ])('%s is in it', async (_title, extra) => {
    expect(await identity({ ...real(), ...extra })).not.toEqual(await identity(real()));
  });

  test('another emulator first on PATH is in it, but not when portable', async () => {
    program('qemu-aarch64', 'echo "qemu-aarch64 version 99.0"', 'other');
    const [other, own] = [await identity(real('other')), await identity(real())];
    expect(other.emulators.arm64).not.toBe(own.emulators.arm64);
    expect(other.ports.arm64).not.toBe(own.ports.arm64);
    expect(other.ports.s390x).toBe(own.ports.s390x);
    expect(other.machine).toBe(own.machine);
    expect(await identity(real('other'), true)).toEqual(await identity(real(), true));
  });

  test('what runs wasm is in it: the Node of this process, or a runtime that is named, with its version', async () => {
    const own = await identity(real());
    expect(own.ports.wasm).toBe(` Node ${process.version}`);
    program('wazero', '[ "$1" = version ] && echo 99.1', 'other');
    const named = await identity({ ...real('other'), GOWASIRUNTIME: 'wazero' });
    expect(named.ports.wasm).toBe(` Node ${process.version} wazero (99.1)`);
    expect({ ...named.ports, wasm: '' }).toEqual({ ...own.ports, wasm: '' });
  });

  test('a level changes its own GOARCH only', async () => {
    const [v3, own] = [await identity({ ...real(), GOAMD64: 'v3' }), await identity(real())];
    expect(v3.ports.amd64).not.toBe(own.ports.amd64);
    expect({ ...v3.ports, amd64: '' }).toEqual({ ...own.ports, amd64: '' });
  });

  test('so does a level that go env -w wrote, although go env tells of the host only', async () => {
    const config = mkdtempSync(join(root, 'config-'));
    mkdirSync(join(config, 'go'));
    writeFileSync(join(config, 'go', 'env'), 'GOARM64=v9.0\nGOPROXY=off\n');
    const [v9, own] = [await identity({ ...real(), XDG_CONFIG_HOME: config }), await identity(real())];
    expect([v9.ports.arm64, own.ports.arm64]).toEqual([expect.stringMatching(/^v9.0 /), expect.stringMatching(/^ /)]);
    expect({ ...v9.ports, arm64: '' }).toEqual({ ...own.ports, arm64: '' });
  });

  test('an emulator that an option names is in it', async () => {
    program('my-qemu', 'echo "qemu-aarch64 version 98.0"', 'named');
    const named = await identity(real(), false, ['arm64', 'named/my-qemu']);
    expect(named.emulators.arm64).toMatch(/ qemu-aarch64 version 98.0 sha256:[0-9a-f]{64} \[/);
    expect(named.emulators.s390x).toBe((await identity(real())).emulators.s390x);
  });

  test('so are the CPU models that we choose for levels', async () => {
    const { emulators } = await identity(real());
    expect(emulators.arm).toMatch(/ \[7=cortex-a7 6=arm1176 5=arm926\]$/);
    expect(emulators.mips64le).toMatch(/ \[Loongson-3A4000 /);
    expect(emulators.s390x).toMatch(/\)$/);
  });

  test('the C compiler that option cgo finds is in it, for its GOARCH', async () => {
    program('aarch64-linux-gnu-gcc', 'echo "aarch64-linux-gnu-gcc 99.1"', 'cross');
    const [cross, own] = [await identity(real('cross')), await identity(real())];
    // Where the machine has the library too, its digest follows.
    expect(cross.compilers.arm64).toMatch(/^aarch64-linux-gnu-gcc aarch64-linux-gnu-gcc 99.1( [0-9a-f]{64})?$/);
    expect({ ...cross.compilers, arm64: '' }).toEqual({ ...own.compilers, arm64: '' });
  });

  test('portable, a host of another port makes no difference', async () => {
    const go = findExecutable(['go'], inherited, root);
    program(
      'go',
      `GOARCH=arm64 ${go} "$@" | sed 's/"GOHOSTARCH": ".*"/"GOHOSTARCH": "arm64"/; s/"CGO_ENABLED": "0"/"CGO_ENABLED": "1"/'`,
      'host',
    );
    const without = async (...folders: string[]) => ({ ...(await identity(real(...folders), true)), compilers: {} });
    expect(await without('host')).toEqual(await without());
    expect((await identity(real('host'))).ports.arm64).not.toBe((await identity(real())).ports.arm64);
  });

  test('without Go it says so and does not fail', async () => {
    const { machine } = await identity({ PATH: join(root, 'empty') });
    expect(JSON.parse(machine)).toMatchObject({ go: 'none' });
  });
});

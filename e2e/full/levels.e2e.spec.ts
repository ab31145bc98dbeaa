import { readFileSync } from 'node:fs';
import { Workspace } from '../support/workspace';

/** A port with a level, and the CPU model that it gets by itself. */
const DEFAULTS = [
  ['arm/5', 'arm-5', 'arm926'],
  ['arm/6', 'arm-6', 'arm1176'],
  ['arm64/v8.1', 'arm64-v8.1', 'neoverse-n1'],
  ['riscv64/rva22u64', 'riscv64-rva22u64', 'rv64'],
] as const;

/** A level on a CPU model that somebody asked for. */
const asked = (goarch: string, level: object, cpu: string, name: string) => ({ goarch, ...level, cpu, name });
const TOO_OLD = [
  ['v81-a53', asked('arm64', { goarm64: 'v8.1' }, 'cortex-a53', 'v81-a53'), 'level v8.1', 'neoverse-n1', 'goarm64'],
  ['v3-nehalem', asked('amd64', { goamd64: 'v3' }, 'Nehalem', 'v3-nehalem'), 'level v3', 'Haswell', 'goamd64'],
  [
    'rva22-u54',
    asked('riscv64', { goriscv64: 'rva22u64' }, 'sifive-u54', 'rva22-u54'),
    'level rva22u64',
    'rv64',
    'goriscv64',
  ],
] as const;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({ copy: { levels: 'e2e/fixtures/levels' } });
  workspace.write('nx.json', {
    analytics: false,
    neverConnectToCloud: true,
    plugins: [
      {
        plugin: 'nx-go-cross',
        options: {
          // It would look at the whole standard library again for each level.
          test: { vet: 'off' },
          ports: [
            ...DEFAULTS.map(([port]) => port),
            ...TOO_OLD.map(([, port]) => port),
            'amd64/v3',
            asked('amd64', { goamd64: 'v3' }, 'Haswell,check=off', 'v3-haswell'),
            asked('amd64', {}, 'Nehalem', 'nehalem'),
            { goarch: 'amd64', goamd64: 'v4', runner: 'qemu', name: 'v4' },
          ],
        },
      },
    ],
  });
});
afterAll(() => workspace.remove());

const run = (id: string) => workspace.nx(['run', `levels:test-${id}`]);

test.each(DEFAULTS)('%s runs on the oldest CPU model that has it, and says so', async (port, id, cpu) => {
  const { code, output } = await run(id);
  expect([code, output]).toEqual([0, expect.stringContaining(`CPU model ${cpu}: the oldest CPU model of QEMU`)]);
  expect(workspace.summary('levels', id)).toMatchObject({
    outcome: 'passed',
    port: { level: port.split('/')[1] },
    runner: { kind: 'namespace', emulator: { cpu } },
  });
});

test.each(TOO_OLD)('%s: which level, which CPU, and what to do', async (id, { cpu, goarch }, level, better, option) => {
  const { code, output } = await run(id);
  expect(code).toBe(1);
  expect(output).toMatch(new RegExp(`CPU model ${cpu} .*(${level}|linux/${goarch}/${level.slice('level '.length)})`));
  expect(output).toMatch(new RegExp(`Set 'cpu' to ${better}.*'${option}' to a lower level`));
  expect(workspace.summary('levels', id)).toMatchObject({ outcome: 'infrastructure', packages: [] });
});

test('amd64 on amd64 with a CPU model goes through the emulator', async () => {
  const { code, output } = await run('v3-haswell');
  expect([code, output]).toEqual([0, expect.stringContaining("run on this machine's own CPU")]);
  expect(workspace.summary('levels', 'v3-haswell')).toMatchObject({
    outcome: 'passed',
    runner: { kind: 'qemu', emulator: { path: '/usr/bin/qemu-x86_64', cpu: 'Haswell,check=off' } },
  });
});

test('without one it is native where the machine has the level', async () => {
  const isV3 = ['avx2', 'bmi2', 'fma', 'movbe'].every((flag) => readFileSync('/proc/cpuinfo', 'utf8').includes(flag));
  expect((await run('amd64-v3')).code).toBe(0);
  expect(workspace.summary('levels', 'amd64-v3').runner.kind).toBe(isV3 ? 'native' : 'qemu');
});

test('assembly that asks for more than the port: the package crashes, and the reason is told', async () => {
  const { code, output } = await run('nehalem');
  const cause =
    'SIGILL: CPU model Nehalem met an instruction that it does not have; the tests are built for linux/amd64.';
  expect([code, output]).toEqual([1, expect.stringContaining(`   cause: ${cause}`)]);
  expect(output).not.toContain('RETRY');
  const { outcome, packages } = workspace.summary('levels', 'nehalem');
  expect(outcome).toBe('crashed');
  expect(packages.find((one: { importPath: string }) => one.importPath.endsWith('/assembly'))).toMatchObject({
    outcome: 'crashed',
    retries: [],
    failures: [{ test: 'TestClear', diagnosis: { id: 'illegalInstruction', cause } }],
  });
  expect(workspace.read('dist/go-cross/levels/nehalem/junit.xml')).toContain(cause);
});

test('a level that no CPU model of QEMU has is refused with the reason', async () => {
  const { code, output } = await run('v4');
  expect([code, output]).toEqual([
    1,
    expect.stringContaining('QEMU does not emulate AVX-512, which level v4 of amd64'),
  ]);
});

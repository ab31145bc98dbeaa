import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HIDE, onMachineWith, register, registerOpened, standIn, turn } from './support/registered';
import { isReplay, Workspace } from './support/workspace';

const REPOSITORY = join(__dirname, '..');

/** What the plugin finds out about the machine that it runs on: by its sources, since a bundle has no such names. */
const EXAMINE = `
  const [{ machineIdentity }, { examine, examinedJson }] = ['host', 'cli/examine'].map((room) =>
    require(${JSON.stringify(join(REPOSITORY, 'src'))} + '/' + room));
  const [cwd, env] = [process.cwd(), process.env];
  (async () => {
    const { emulators } = await machineIdentity({ cwd, env, portable: false, qemuPaths: [] });
    const ports = [{ goos: 'linux', goarch: 'arm64' }, { goos: 'linux', goarch: 'arm64', level: 'v8.0' }];
    const [plain, level] = (await examine(ports)).found.map(examinedJson);
    console.log(JSON.stringify({ key: emulators.arm64, plain, level }));
  })();`;

interface Found {
  /** What is in Nx's key about emulators of arm64. */
  readonly key: string;
  readonly plain: Examined;
  readonly level: Examined;
}

interface Examined {
  readonly canRun: boolean;
  readonly runner?: {
    readonly kind: string;
    readonly emulator?: { readonly path: string; readonly version: string; readonly cpu?: string };
    readonly unproved?: readonly string[];
  };
  readonly candidates?: readonly { readonly kind: string; readonly reason: string; readonly remedy?: string }[];
}

let workspace: Workspace;
/** Emulators, all of arm64: the installed one, two that say to be of another version, and one that is no QEMU. */
let tools: Readonly<Record<'real' | 'v98' | 'v99' | 'other' | 'gone', string>>;
beforeAll(async () => {
  workspace = await Workspace.create({
    files: {
      'nx.json': {
        analytics: false,
        plugins: [{ plugin: 'nx-go-cross', options: { ports: ['arm64', 'arm64/v8.0'] } }],
      },
      'svc/go.mod': 'module example.com/svc\n\ngo 1.23\n',
      'svc/project.json': { name: 'svc' },
      'svc/svc_test.go': 'package svc\n\nimport "testing"\n\nfunc TestEverywhere(t *testing.T) {}\n',
    },
  });
  const folder = workspace.folder('emulators');
  const real = join(folder, 'qemu-aarch64');
  copyFileSync('/usr/bin/qemu-aarch64', real);
  tools = {
    ...{ real, gone: join(folder, 'gone', 'qemu') },
    v98: await standIn(join(folder, 'v98'), real, '98.0'),
    v99: await standIn(join(folder, 'v99'), real, '99.0'),
    other: await standIn(join(folder, 'other'), real),
  };
  mkdirSync(join(folder, 'gone'));
});
afterAll(() => workspace.remove());

const opened = (path: string, name?: string, flags = 'F') => registerOpened(path, tools.gone, flags, name);
const script = (body: string) => [
  `printf '#!/bin/sh\\n%s\\n' '${body.replaceAll('QEMU', tools.real)}' > ${tools.gone}`,
  `chmod +x ${tools.gone}`,
];

async function examineOn(lines: readonly string[]): Promise<Found> {
  const { stdout, output } = await workspace.run([
    ...onMachineWith(lines),
    process.execPath,
    '--require',
    join(REPOSITORY, 'bench/load-ts.cjs'),
    '-e',
    EXAMINE,
  ]);
  if (!stdout.startsWith('{')) throw new Error(output);
  return JSON.parse(stdout);
}

/** Of the installed emulator. */
const OWN = /^\d+\.\d+\.\d+$/;
type Expected = readonly [version: string | RegExp, unproved?: readonly string[]];

/** All of them share what is kept of the machine between commands: nothing of one may stand for another. */
const KINDS: Readonly<Record<string, [lines: () => string[], expected: Expected | undefined, inKey: RegExp]>> = {
  'flag F, and its path is gone': [() => opened(tools.real), [OWN], /registered: qemu-aarch64 version \d/],
  'flag F and another version': [() => opened(tools.v99), ['99.0'], /registered: qemu-aarch64 version 99\.0 \[/],
  'flag F, and another version at its path': [
    () => [...opened(tools.v98), `cp ${tools.v99} ${tools.gone}`],
    ['98.0'],
    /registered: qemu-aarch64 version 98\.0 \[/,
  ],
  'flags OCF': [() => opened(tools.real, undefined, 'OCF'), [OWN], /registered: qemu-aarch64 version \d/],
  'flags POCF': [() => opened(tools.real, undefined, 'POCF'), [OWN], /registered: qemu-aarch64 version \d/],
  'flags PCF and another version': [
    () => opened(tools.v99, undefined, 'PCF'),
    ['99.0'],
    /registered: qemu-aarch64 version 99\.0 \[/,
  ],
  'flag P, read when it is started': [() => [register(tools.real, 'P')], [OWN], /registered: qemu-aarch64 version \d/],
  'no flag, read when it is started': [
    () => [register(tools.v98, '')],
    ['98.0'],
    /registered: qemu-aarch64 version 98/,
  ],
  'no flag, and its path is gone': [() => [register(tools.gone, '')], undefined, /^none$/],
  'another name': [() => opened(tools.real, 'zz'), [OWN], /registered: qemu-aarch64 version \d/],
  'switched off': [() => [...opened(tools.real), turn('qemu-aarch64', 0)], undefined, /^none$/],
  'all switched off': [() => [...opened(tools.real), turn('status', 0)], undefined, /^none$/],
  'two, the newer one first by name': [
    () => [...opened(tools.v98, 'b'), ...opened(tools.v99, 'a')],
    ['99.0'],
    /registered: qemu-aarch64 version 99/,
  ],
  'two, the newer one last by name': [
    () => [...opened(tools.v98, 'a'), ...opened(tools.v99, 'b')],
    ['99.0'],
    /registered: qemu-aarch64 version 99/,
  ],
  'two, the newer one switched off': [
    () => [...opened(tools.v98, 'a'), ...opened(tools.v99, 'b'), turn('b', 0)],
    ['98.0'],
    /registered: qemu-aarch64 version 98/,
  ],
  'no QEMU': [() => opened(tools.other), ['unknown', ['version', 'cpu']], /registered: sha256:[0-9a-f]{64} \[/],
  'a wrapper that hands everything on': [
    () => [...script('exec QEMU "$@"'), register(tools.gone, '')],
    [OWN],
    /registered: qemu-aarch64 version .* sha256:[0-9a-f]{64} \[/,
  ],
  'a wrapper that chooses the CPU': [
    () => [...script('exec QEMU -cpu max "$@"'), register(tools.gone, '')],
    [OWN, ['cpu']],
    /registered: qemu-aarch64 version .* sha256:[0-9a-f]{64} \[/,
  ],
  'a table that nobody sees': [() => [...opened(tools.v99), HIDE], ['99.0'], /registered: qemu-aarch64 version 99/],
  'a table that nobody sees, and no QEMU': [
    () => [...opened(tools.other), HIDE],
    ['unknown', ['version', 'cpu']],
    /registered: sha256:[0-9a-f]{64} \[/,
  ],
  'a table that nobody sees, and nothing in it': [() => [HIDE], undefined, /^none$/],
  nothing: [() => [], undefined, /^none$/],
};

describe('kinds of registrations: version and CPU are those of what runs, or said to be unknown', () => {
  test.each(Object.entries(KINDS))('%s', async (_title, [lines, expected, inKey]) => {
    const { key, plain, level } = await examineOn(lines());
    expect(key).toMatch(inKey);
    if (expected === undefined) {
      expect([plain.canRun, level.canRun]).toEqual([false, false]);
      return;
    }
    const [version, unproved] = expected;
    expect(plain.runner).toMatchObject({ kind: 'binfmt', emulator: { version: expect.stringMatching(version) } });
    expect(plain.runner!.unproved).toEqual(unproved);
    if (unproved === undefined) {
      expect(level.runner).toMatchObject({ kind: 'binfmt', emulator: { cpu: 'cortex-a53' } });
    } else {
      const [refusal] = level.candidates!.filter(({ kind }) => kind === 'binfmt');
      expect(refusal).toMatchObject({ reason: expect.stringMatching(/^level v8\.0 cannot be proved: /) });
      expect(refusal!.remedy).toMatch(/qemu-user/);
    }
  });
});

describe('the command line', () => {
  const cli = (lines: readonly string[], ...args: string[]) =>
    workspace.run([...onMachineWith(lines), 'node_modules/.bin/nx-go-cross', ...args]);

  test('probe and doctor say what is not proved; with --proved that is red, with the remedy', async () => {
    const lines = opened(tools.other);
    const [plain, strict, doctor] = [
      await cli(lines, 'probe', '--port', 'arm64'),
      await cli(lines, 'probe', '--port', 'arm64', '--proved'),
      await cli(lines, 'doctor', '--port', 'arm64'),
    ];
    expect([plain.code, plain.output]).toEqual([0, expect.stringMatching(/ unknown · not proved: version, cpu\n$/)]);
    expect([strict.code, strict.output]).toEqual([1, expect.stringContaining('→ Register QEMU itself')]);
    expect(doctor.output).toMatch(/linux\/arm64 +binfmt +\S+ unknown +not proved/);
    expect(doctor.output).toMatch(/is not proved.*\n.*--install arm64/);
  });

  test('QEMU_CPU of another architecture is named with the models that there are, and an empty one counts as unset', async () => {
    const probe = (QEMU_CPU: string, ...ports: string[]) =>
      workspace.run(['node_modules/.bin/nx-go-cross', 'probe', ...ports.flatMap((port) => ['--port', port])], {
        env: { QEMU_CPU },
      });
    const { code, output } = await probe('cortex-a72', 's390x');
    expect([code, output]).toEqual([1, expect.stringContaining("cpu: CPU model 'cortex-a72' (QEMU_CPU) is none of ")]);
    expect(output).toMatch(/→ It has .*\bz14\b.*QEMU_CPU counts for every port: unset it/);
    expect((await probe('', 'arm64')).code).toBe(0);
    // Natively no emulator gets it.
    expect((await probe('cortex-a72', 'amd64', 'arm64')).code).toBe(0);
  });

  test.each([
    ['QEMU_VERSION', '8.1.5'],
    ['QEMU_GDB', '1'],
    ['QEMU_STRACE', '1'],
    ['QEMU_LOG', 'page'],
    ['QEMU_TRACE', 'nothing'],
    ['QEMU_STACK_SIZE', '1'],
    ['QEMU_ARGV0', 'x'],
    ['QEMU_RAND_SEED', '1'],
    ['QEMU_UNAME', '2.0'],
    ['QEMU_SET_ENV', 'A=b'],
  ])('%s=%s is no reason not to run', async (name, value) => {
    const { code, output } = await workspace.run(['node_modules/.bin/nx-go-cross', 'probe', '--port', 'arm64'], {
      env: { [name]: value },
    });
    expect([code, output]).toEqual([0, expect.stringContaining('linux/arm64 runs: namespace')]);
  });

  test.each([
    ['QEMU_LOG', 'nonsense'],
    ['QEMU_LOG_FILENAME', '/nowhere/x'],
    ['QEMU_DFILTER', 'x'],
    ['QEMU_TRACE', 'help'],
    ['QEMU_PLUGIN', '/nowhere/x.so'],
    ['QEMU_STACK_SIZE', 'x'],
    ['QEMU_RESERVED_VA', '0x1000'],
    ['QEMU_PAGESIZE', '3'],
    ['QEMU_RAND_SEED', 'x'],
    ['QEMU_SET_ENV', 'A'],
  ])('%s=%s keeps QEMU from running anything, and is named', async (name, value) => {
    const { code, output } = await workspace.run(['node_modules/.bin/nx-go-cross', 'probe', '--port', 'arm64'], {
      env: { [name]: value, QEMU_UNAME: '5.0' },
    });
    expect([code, output]).toEqual([1, expect.stringContaining(`→ Unset ${name}: QEMU goes by it,`)]);
  });

  test('probe --proved is green for QEMU, and names its version and the CPU of a level', async () => {
    const { code, output } = await cli(opened(tools.v99), 'probe', '--port', 'arm64/v8.0', '--proved');
    expect([code, output]).toEqual([0, expect.stringMatching(/ 99\.0 · CPU model cortex-a53\n$/)]);
  });
});

describe('a run of Nx', () => {
  const nx = (...args: string[]) => ['node_modules/.bin/nx', 'run', ...args].join(' ');
  const log = (name: string) => `> ${name}.log 2>&1 || echo "${name} ended with $?"`;

  test('is replayed for as long as the same emulator is registered, and repeated by another one', async () => {
    const lines = [
      ...opened(tools.v98),
      `${nx('svc:test-arm64')} ${log('first')}`,
      `${nx('svc:test-arm64')} ${log('again')}`,
      turn('qemu-aarch64', -1),
      // The same name, path and flags: only the file behind them is another.
      ...opened(tools.v99),
      `${nx('svc:test-arm64')} ${log('replaced')}`,
      turn('qemu-aarch64', -1),
      ...opened(tools.v98),
      `${nx('svc:test-arm64')} ${log('back')}`,
    ];
    const { output } = await workspace.run([...onMachineWith(lines), 'true'], { timeout: 200_000 });
    expect(output).toBe('');
    const [first, again, replaced, back] = ['first', 'again', 'replaced', 'back'].map((name) => {
      const text = workspace.read(`${name}.log`);
      return [
        isReplay({ output: text, code: 0, stdout: '', stderr: '' }),
        /runner binfmt .* (\S+) · go/.exec(text)?.[1],
      ];
    });
    expect([first, again, replaced, back]).toEqual([
      [false, '98.0'],
      [true, '98.0'],
      [false, '99.0'],
      [true, '98.0'],
    ]);
  });

  test('of a level is red where its CPU cannot be proved, and of a port without one says so', async () => {
    const lines = [
      ...opened(tools.other),
      `${nx('svc:test-arm64')} ${log('plain')}`,
      `${nx('svc:test-arm64-v8.0')} ${log('level')}`,
    ];
    const { output } = await workspace.run([...onMachineWith(lines), 'true'], { timeout: 200_000 });
    expect([output, workspace.read('level.log')]).toEqual([
      'level ended with 1\n',
      expect.stringMatching(/level v8\.0 cannot be proved: .*\n.*→ .*qemu-user/),
    ]);
    expect(workspace.read('plain.log')).toContain('not proved: version and CPU model of');
    expect(workspace.summary('svc', 'arm64')).toMatchObject({
      outcome: 'passed',
      runner: { kind: 'binfmt', emulator: { version: 'unknown' }, unproved: ['version', 'cpu'] },
    });
    expect(workspace.summary('svc', 'arm64-v8.0')).toMatchObject({ outcome: 'infrastructure' });
  });
});

import { CrossTestError } from '../errors';
import type { PortFacts } from '../host';
import { parsePort } from '../ports';
import { resolveRunner } from './resolve-runner';
import type { RunnerChoice } from './run-plan';

const RAN = { outcome: 'ran' } as const;
const REFUSED = { outcome: 'failed', detail: 'exec format error' } as const;
const OTHER_ELF = { outcome: 'failed', detail: 'qemu-arm: /probe: Invalid ELF image for this architecture' } as const;
const NO_V3 = 'This program can only be run on AMD64 processors with v3 microarchitecture support.';
const NEHALEM = { cpu: 'Nehalem', why: "option 'cpu'" };
const IS_IT = '→ Check that /q/qemu-aarch64 is the emulator of arm64, qemu-aarch64.';
const versionLine = 'qemu-aarch64 version 7.2.22';
const emulator = { path: '/q/qemu-aarch64', version: '7.2.22', versionLine, major: 7, identity: versionLine };

/** A Linux machine with an emulator and everything working, nothing registered. */
const capable: PortFacts = {
  hostGoos: 'linux',
  hostGoarch: 'amd64',
  platform: 'linux',
  binfmt: { visible: true, enabled: true },
  direct: REFUSED,
  emulatorNames: ['qemu-aarch64', 'qemu-aarch64-static'],
  emulator,
  installer: 'apt-get',
  namespace: { launch: ['/bin/sh', '-c', 'outer'], probe: RAN },
  apparmor: false,
  qemu: { launch: ['/q/qemu-aarch64'], probe: RAN },
};
const entry = { name: 'qemu-aarch64', enabled: true, interpreter: '/q/static', flags: 'PF', stamp: '1' };
const registered = { ...emulator, path: '/q/static', isQemu: true, takesCpu: true };
const bare: PortFacts = { ...capable, emulator: undefined, namespace: undefined, qemu: undefined };

const refusedBy = { launch: [], probe: REFUSED };
const nothingRuns: PortFacts = { ...capable, namespace: refusedBy, qemu: refusedBy };

const resolve = (facts: PortFacts, choice: RunnerChoice = 'auto', port = 'arm64') =>
  resolveRunner(parsePort(port), facts, choice);

function failure(facts: PortFacts, choice: RunnerChoice = 'auto', port = 'arm64'): CrossTestError {
  try {
    resolve(facts, choice, port);
  } catch (error) {
    return error as CrossTestError;
  }
  throw new Error('a runner was found');
}

describe('auto takes the first runner that is proved, in order', () => {
  test.each([
    ['native on its own port', { ...capable, direct: RAN }, 'amd64', 'native'],
    ['native where the kernel runs 32-bit x86', { ...capable, direct: RAN }, '386', 'native'],
    ['an emulator where the kernel does not', capable, '386', 'namespace'],
    [
      'a registered binfmt_misc entry',
      { ...capable, direct: RAN, binfmt: { ...capable.binfmt, entry }, registered: { emulator: registered } },
      'arm64',
      'binfmt',
    ],
    ['a registration that cannot be seen', { ...capable, direct: RAN }, 'arm64', 'binfmt'],
    ['a private namespace', capable, 'arm64', 'namespace'],
    ['the plain emulator', { ...capable, namespace: { launch: [], probe: REFUSED } }, 'arm64', 'qemu'],
    [
      'an emulated CPU that was asked for',
      { ...capable, direct: RAN, cpu: { cpu: 'Nehalem', why: "option 'cpu'" } },
      'amd64',
      'namespace',
    ],
  ])('%s', (_title, facts, port, kind) => {
    expect(resolve(facts as PortFacts, 'auto', port).kind).toBe(kind);
  });
});

test('a plan is data: launch words, environment, identity, notes', () => {
  expect(resolve({ ...capable, cpu: { cpu: 'max', why: 'QEMU_CPU' } })).toEqual({
    kind: 'namespace',
    why: 'a private binfmt_misc hands arm64 binaries to /q/qemu-aarch64, nothing on the host changes',
    launch: ['/bin/sh', '-c', 'outer'],
    env: { QEMU_CPU: 'max' },
    emulated: true,
    emulator: { path: '/q/qemu-aarch64', version: '7.2.22', major: 7, cpu: 'max' },
    identity: ['namespace', 'qemu-aarch64 version 7.2.22', 'max'],
    notes: ['CPU model max: QEMU_CPU'],
  });
});

test('a native plan changes nothing', () => {
  expect(resolve({ ...capable, direct: RAN }, 'auto', 'amd64')).toMatchObject({ launch: [], env: {}, emulated: false });
});

test('an old qemu-i386 gets its mitigation, and says so', () => {
  const plan = resolve(capable, 'namespace', '386');
  expect(plan.env).toEqual({ GODEBUG: 'asyncpreemptoff=1' });
  expect(plan.notes.join()).toContain('GODEBUG=asyncpreemptoff=1');
  const newer = { ...capable, emulator: { ...emulator, version: '10.0.2', major: 10 } };
  expect(resolve(newer, 'namespace', '386').env).toEqual({});
});

describe('why the plain emulator is taken', () => {
  test('as the last resort: what stands in the way of the others', () => {
    const blocked: PortFacts = { ...capable, namespaceObstacle: { reason: 'user namespaces are switched off' } };
    expect(resolve(blocked).why).toBe(
      'no binfmt_misc entry of this host matches arm64 binaries; user namespaces are switched off; proot is not on PATH',
    );
  });

  test('by choice: nothing else was tried', () => {
    expect(resolve(capable, 'qemu').why).toBe(
      "option 'runner', the emulator is started with each test binary as its argument",
    );
  });
});

test('the plain emulator warns about children', () => {
  expect(resolve(capable, 'qemu').notes.join()).toContain('tests that start other binaries of the port');
  const atHome = resolve({ ...capable, direct: RAN, cpu: NEHALEM }, 'qemu', 'amd64');
  expect(atHome.notes.join()).toContain("run on this machine's own CPU");
});

describe('an emulated CPU on a machine that runs the port itself', () => {
  const failed = { launch: [], probe: REFUSED };
  const proved = { launch: [], probe: RAN };
  const home: PortFacts = { ...capable, direct: RAN, cpu: NEHALEM, namespace: failed, proot: proved };

  test.each(['amd64', 'amd64/v3', '386'])(
    '%s goes to the emulator, neither to a registration that is none nor to PRoot, which would not emulate it',
    (port) => {
      expect(resolve(home, 'auto', port)).toMatchObject({ kind: 'qemu', env: { QEMU_CPU: 'Nehalem' } });
      expect(failure(home, 'binfmt', port).message).toContain('the host executes');
    },
  );

  test('without one: native where the host has the level, else emulated on the oldest CPU that has it', () => {
    const v3: PortFacts = { ...home, cpu: { cpu: 'Haswell', why: 'the oldest' } };
    expect(resolve(v3, 'auto', 'amd64/v3').kind).toBe('native');
    const old: PortFacts = { ...v3, direct: { outcome: 'failed', detail: NO_V3 } };
    expect(resolve(old, 'auto', 'amd64/v3')).toMatchObject({ kind: 'qemu', emulator: { cpu: 'Haswell' } });
    expect(failure(old, 'native', 'amd64/v3').message).toContain("This machine's CPU does not have what level v3");
  });
});

describe('a level that the CPU does not have', () => {
  const SIGILL = { outcome: 'failed', detail: 'qemu: uncaught target signal 4 (Illegal instruction)' } as const;
  const a53: PortFacts = {
    ...capable,
    cpu: { cpu: 'cortex-a53', why: "option 'cpu'" },
    namespace: { launch: [], probe: SIGILL },
    proot: { launch: [], probe: SIGILL },
    qemu: { launch: [], probe: SIGILL },
  };

  test.each(['namespace', 'proot', 'qemu'] as const)('%s says which level, which CPU, and which would do', (kind) => {
    const { message } = failure(a53, kind, 'arm64/v8.1');
    expect(message).toContain('→ SIGILL: CPU model cortex-a53 met an instruction that it does not have');
    expect(message).toContain("linux/arm64/v8.1. Set 'cpu' to neoverse-n1, which has level v8.1, or 'goarm64'");
  });

  test('no emulator is tried for a level that no CPU model has', () => {
    const gap: PortFacts = { ...capable, cpuGap: 'QEMU does not emulate AVX-512' };
    for (const kind of ['namespace', 'proot', 'qemu'] as const) {
      expect(failure(gap, kind, 'amd64/v4').message).toMatch(/does not emulate AVX-512\n.*→ Lower the level/);
    }
  });
});

describe('no runner: a reason for every candidate and a remedy where there is one', () => {
  test('nothing installed: the cause and the command that helps come first, and each reason once', () => {
    const error = failure(bare);
    const lines = error.format().split('\n');
    expect(error.code).toBe('noRunner');
    expect(lines).toEqual([
      'No runner can execute linux/arm64 test binaries on this linux/amd64 machine: neither qemu-aarch64 nor qemu-aarch64-static is on PATH.',
      expect.stringMatching(/^ {2}→ sudo apt-get install --no-install-recommends qemu-user/),
      expect.stringMatching(/^ {2}Tried: native, binfmt, namespace, proot, qemu, container\. /),
    ]);
    const table = error.format(true).slice(error.format().length);
    expect(table).toMatch(/^ {2}native +\S/m);
    expect(table).toMatch(/^ {2}binfmt +\S/m);
    expect(table.match(/neither qemu-aarch64 nor qemu-aarch64-static is on PATH/g)).toHaveLength(1);
    expect(table).toMatch(/^ {2}namespace, proot, qemu +neither /m);
  });

  test('without any remedy: what stands in the way of the emulator', () => {
    expect(failure(bare, 'auto', 'freebsd/arm64').format()).toMatch(
      /machine: qemu-user runs linux binaries only, .*\n {2}Tried: /,
    );
  });

  test.each([
    ['binfmt', capable, 'arm64', 'no binfmt_misc entry of this host matches arm64 binaries'],
    ['binfmt', { ...capable, binfmt: { visible: true, enabled: false, entry } }, 'arm64', 'binfmt_misc is disabled'],
    [
      'binfmt',
      { ...capable, binfmt: { ...capable.binfmt, entry: { ...entry, enabled: false } } },
      'arm64',
      'is disabled',
    ],
    ['binfmt', { ...capable, binfmt: { ...capable.binfmt, entry } }, 'arm64', 'did not work: exec format error'],
    ['native', capable, 'arm64', 'does not execute linux/arm64 binaries by itself'],
    ['native', capable, '386', 'did not run a linux/386 binary: exec format error'],
    [
      'namespace',
      { ...capable, namespaceObstacle: { reason: 'switched off', remedy: 'switch on' } },
      'arm64',
      'switch on',
    ],
    [
      'namespace',
      { ...capable, namespace: { launch: [], probe: REFUSED }, apparmor: true },
      'arm64',
      'apparmor_restrict',
    ],
    ['qemu', { ...capable, qemu: { launch: [], probe: { outcome: 'silent' } } }, 'arm64', 'unproven'],
    [
      'qemu',
      { ...capable, qemu: { launch: [], probe: { outcome: 'mismatch', printed: 'linux/s390x' } } },
      'arm64',
      'mismatch',
    ],
    ['qemu', { ...bare, platform: 'darwin' }, 'arm64', 'qemu-user exists on Linux only'],
    [
      'qemu',
      { ...bare, emulatorNames: ['/no'] },
      'arm64',
      "there is no executable emulator at /no\n        → Correct option 'qemuPath'",
    ],
    ['qemu', { ...capable, qemu: { launch: [], probe: OTHER_ELF } }, 'arm64', IS_IT],
    ['namespace', { ...capable, namespace: { launch: [], probe: OTHER_ELF }, apparmor: true }, 'arm64', IS_IT],
    [
      'qemu',
      { ...capable, qemu: { launch: [], probe: REFUSED }, hindering: ['QEMU_LOG', 'QEMU_X'] },
      'arm64',
      '→ Unset QEMU_LOG, QEMU_X: QEMU goes by them, and runs the probe without.',
    ],
    [
      'auto',
      { ...nothingRuns, hindering: ['QEMU_LOG'] },
      'arm64',
      'did not run a linux/arm64 binary: exec format error.\n  → Unset QEMU_LOG: QEMU goes by it',
    ],
    [
      'auto',
      { ...bare, binfmt: { ...capable.binfmt, entry }, registered: { emulator: registered }, hindering: ['QEMU_LOG'] },
      'arm64',
      'did not work: exec format error.\n  → Unset QEMU_LOG',
    ],
    ['qemu', { ...bare, installer: undefined }, 'arm64', "→ Install QEMU's user-mode emulators"],
    ['qemu', bare, 'freebsd/arm64', 'linux binaries only'],
    ['exec', capable, 'arm64', "option 'execProgram' is not set"],
  ])('%s %#', (choice, facts, port, text) => {
    expect(failure(facts as PortFacts, choice as RunnerChoice, port).message).toContain(text);
  });
});

describe('exec', () => {
  const withExec = (probe: PortFacts['direct']): PortFacts => ({ ...capable, exec: { launch: ['prog', '-x'], probe } });

  test('takes a program that ran the probe', () => {
    expect(resolve(withExec(RAN), 'exec')).toMatchObject({ kind: 'exec', launch: ['prog', '-x'], notes: [] });
  });

  test('lets a silent program go on, with a warning: each package must prove itself', () => {
    expect(resolve(withExec({ outcome: 'silent' }), 'exec').notes[0]).toMatch(/warning.*unproven/);
  });

  test('refuses a program that runs something else', () => {
    expect(failure(withExec({ outcome: 'mismatch', printed: 'linux/amd64' }), 'exec').message).toContain('mismatch');
  });
});

import type { ChosenCpu, PortFacts } from '../host';
import type { RegisteredEmulator } from '../host/registered-emulator';
import { parsePort } from '../ports';
import { resolveRunner } from './resolve-runner';
import type { RunnerChoice } from './run-plan';

const RAN = { outcome: 'ran' } as const;
const known = (path: string, versionLine: string) => ({
  ...{ path, versionLine, identity: versionLine || `sha256:${path}` },
  ...{ version: versionLine.split(' ')[2] ?? 'unknown', major: versionLine ? 7 : undefined },
});
const QEMU = known('/q/qemu-aarch64', 'qemu-aarch64 version 7.2.22');

const qemu: RegisteredEmulator = { ...QEMU, isQemu: true, takesCpu: true };
const wrapped: RegisteredEmulator = { ...qemu, takesCpu: false };
const rosetta: RegisteredEmulator = { ...known('/run/rosetta/rosetta', ''), isQemu: false, takesCpu: false };

const option: ChosenCpu = { cpu: 'cortex-a53', why: "option 'cpu'" };
const variable: ChosenCpu = { cpu: 'cortex-a53', why: 'QEMU_CPU' };
const floor: ChosenCpu = { cpu: 'cortex-a53', why: 'the oldest' };

/** An emulator is registered and none on PATH, unless `change` says so. */
const facts = (
  emulator: RegisteredEmulator | undefined,
  cpu?: ChosenCpu,
  change: Partial<PortFacts> = {},
): PortFacts => ({
  ...{ hostGoos: 'linux', hostGoarch: 'amd64', platform: 'linux', binfmt: { visible: false, enabled: false } },
  ...{ direct: RAN, emulatorNames: ['qemu-aarch64', 'qemu-aarch64-static'], apparmor: false, installer: 'apt-get' },
  registered: emulator && { emulator, cpu },
  cpu: cpu === floor ? undefined : cpu,
  ...change,
});

const resolve = (all: PortFacts, port = 'arm64', choice: RunnerChoice = 'binfmt') =>
  resolveRunner(parsePort(port), all, choice);

describe('the CPU of a registered emulator', () => {
  test.each<
    [string, RegisteredEmulator | undefined, ChosenCpu | undefined, string, string | undefined, string[] | undefined]
  >([
    ['QEMU', qemu, undefined, 'arm64', undefined, undefined],
    ['QEMU with the floor of a level', qemu, floor, 'arm64/v8.0', 'cortex-a53', undefined],
    ['QEMU with a model of the option', qemu, option, 'arm64', 'cortex-a53', undefined],
    ['QEMU with a model of the environment', qemu, variable, 'arm64/v8.0', 'cortex-a53', undefined],
    ['QEMU behind a wrapper', wrapped, undefined, 'arm64', undefined, ['cpu']],
    ['QEMU behind a wrapper, with the better default', wrapped, floor, 'arm64', undefined, ['cpu']],
    ['no QEMU', rosetta, undefined, 'arm64', undefined, ['version', 'cpu']],
    ['nobody knows what', undefined, undefined, 'arm64', undefined, ['version', 'cpu']],
  ])('%s', (_title, emulator, cpu, port, inForce, unproved) => {
    const plan = resolve(facts(emulator, cpu), port);
    expect(plan).toMatchObject({ kind: 'binfmt', emulated: true });
    expect([plan.env.QEMU_CPU, plan.emulator?.cpu, plan.unproved]).toEqual([inForce, inForce, unproved]);
    expect(plan.notes.filter((note) => note.startsWith('not proved: '))).toHaveLength(unproved === undefined ? 0 : 1);
    expect(plan.emulator?.path).toBe(emulator?.path);
  });

  test.each<[string, RegisteredEmulator | undefined, ChosenCpu | undefined, string, string]>([
    [
      'a level and no QEMU',
      rosetta,
      undefined,
      'arm64/v8.0',
      'level v8.0 cannot be proved: /run/rosetta/rosetta runs arm64',
    ],
    [
      'a level and a wrapper',
      wrapped,
      floor,
      'arm64/v8.1',
      'level v8.1 cannot be proved: /q/qemu-aarch64 7.2.22 does not get',
    ],
    ['a level and nobody knows what', undefined, undefined, 'arm64/v8.0', 'level v8.0 cannot be proved: nothing tells'],
    [
      'a model and no QEMU',
      rosetta,
      option,
      'arm64',
      "CPU model cortex-a53 (option 'cpu') cannot be proved: /run/rosetta",
    ],
    [
      'a model and a wrapper',
      wrapped,
      variable,
      'arm64',
      'CPU model cortex-a53 (QEMU_CPU) cannot be proved: /q/qemu-aarch64',
    ],
    ['a model and nobody knows what', undefined, option, 'arm64', 'cannot be proved: nothing tells what runs arm64'],
  ])('%s is refused, with the remedy', (_title, emulator, cpu, port, reason) => {
    for (const choice of ['binfmt', 'auto'] as const) {
      expect(() => resolve(facts(emulator, cpu), port, choice)).toThrow(reason);
      expect(() => resolve(facts(emulator, cpu), port, choice)).toThrow('→ sudo apt-get install');
    }
  });

  test('a level that no CPU model of it has is refused', () => {
    const registered = { emulator: qemu, cpuGap: 'QEMU has no model for that' };
    expect(() => resolve(facts(qemu, undefined, { registered }), 'riscv64/rva23u64')).toThrow('no model for that');
  });

  test('auto goes on to an emulator whose CPU can be chosen', () => {
    const own = { emulator: QEMU, cpu: floor, takesCpu: true, namespace: { launch: ['ns'], probe: RAN } };
    expect(resolve(facts(rosetta, undefined, own), 'arm64/v8.0', 'auto')).toMatchObject({
      kind: 'namespace',
      emulator: { cpu: 'cortex-a53' },
    });
    expect(resolve(facts(rosetta, undefined, own), 'arm64', 'auto').kind).toBe('binfmt');
  });

  test('two programs that do not say their version are told apart by their content', () => {
    const fex: RegisteredEmulator = { ...rosetta, ...known('/usr/bin/FEXInterpreter', '') };
    expect(resolve(facts(rosetta)).identity).not.toEqual(resolve(facts(fex)).identity);
  });
});

describe('an emulator on PATH that is a wrapper', () => {
  const own = (cpu: ChosenCpu | undefined, takesCpu: boolean | 'unknown') => {
    const proved = { launch: [], probe: RAN };
    return facts(undefined, undefined, {
      ...{ direct: { outcome: 'failed', detail: 'exec format error' }, emulator: QEMU, cpu, takesCpu },
      ...{ namespace: proved, proot: proved, qemu: proved },
    });
  };

  test.each(['namespace', 'proot', 'qemu'] as const)('runner %s', (choice) => {
    expect(resolve(own(floor, true), 'arm64/v8.0', choice)).toMatchObject({ emulator: { cpu: 'cortex-a53' } });
    for (const answer of [false, 'unknown'] as const) {
      expect(() => resolve(own(floor, answer), 'arm64/v8.0', choice)).toThrow(
        /level v8.0 cannot be proved.*\n.*→ Take QEMU/,
      );
      expect(() => resolve(own(option, answer), 'arm64', choice)).toThrow('CPU model cortex-a53');
      expect(resolve(own(floor, answer), 'arm64', choice)).toMatchObject({ unproved: ['cpu'], env: {} });
    }
  });
});

test('the host runs 32-bit x86 itself only where nothing is registered for it', () => {
  const qemu386: RegisteredEmulator = { ...qemu, path: '/q/qemu-i386' };
  expect(resolve(facts(undefined), '386', 'auto').kind).toBe('native');
  expect(resolve(facts(qemu386), '386', 'auto').kind).toBe('binfmt');
});

describe("the user's own program", () => {
  const exec = (emulator: RegisteredEmulator, cpu?: ChosenCpu): PortFacts =>
    facts(undefined, undefined, { exec: { launch: ['prog'], probe: RAN, emulation: { emulator, cpu } } });

  test('that starts QEMU gets the CPU model of a level or of the option', () => {
    for (const cpu of [floor, option]) {
      expect(resolve(exec(qemu, cpu), 'arm64/v8.0', 'exec')).toMatchObject({
        env: { QEMU_CPU: 'cortex-a53' },
        identity: ['exec', 'prog', 'cortex-a53'],
        notes: [`CPU model cortex-a53: ${cpu.why}`],
      });
    }
  });

  test('that does not, may lead to a machine that has the level: this is said', () => {
    const plan = resolve(exec(rosetta), 'arm64/v8.0', 'exec');
    expect(plan).toMatchObject({
      env: {},
      unproved: ['cpu'],
      notes: [expect.stringMatching(/^not proved: level v8\.0/)],
    });
  });

  test('and option cpu is refused then', () => {
    expect(() => resolve(exec(rosetta, option), 'arm64', 'exec')).toThrow(
      /CPU model cortex-a53.*\n.*→ Let execProgram/,
    );
  });

  test('without either nothing is asked and nothing said', () => {
    const all = facts(undefined, undefined, { exec: { launch: ['prog'], probe: RAN } });
    expect(resolve(all, 'arm64', 'exec')).toEqual({
      ...{ kind: 'exec', why: "option 'runner', option 'execProgram'", launch: ['prog'], env: {}, emulated: false },
      ...{ identity: ['exec', 'prog'], notes: [] },
    });
  });
});

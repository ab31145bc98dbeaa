import type { Port } from '../ports';
import type { ChosenCpu, Emulator, PortFacts, RegisteredFacts } from '../host';
import { formatEmulator } from '../emulation';
import { registerCommand } from './register-command';
import { installEmulator } from './install-emulator';

/** What emulates, as far as that is known, and the CPU model that it is told to. */
export interface Emulation {
  readonly emulator?: Emulator;
  readonly cpu?: ChosenCpu;
  /** Whether the CPU model is in force. */
  readonly takesCpu: boolean;
}

/** The emulator on PATH, or the one that option qemuPath names. */
export function ownEmulation({ emulator, cpu, takesCpu = true }: PortFacts): Emulation {
  return { emulator, cpu, takesCpu: takesCpu === true };
}

/** What binfmt_misc hands binaries to. Unknown, where it runs the probe and nothing else is to be seen of it. */
export function registeredEmulation(registered: RegisteredFacts | undefined, cpu: ChosenCpu | undefined): Emulation {
  if (registered === undefined) return { cpu, takesCpu: false };
  return { emulator: registered.emulator, cpu: registered.cpu, takesCpu: registered.emulator.takesCpu };
}

/** Why a level or a CPU model that was asked for would not be what is tested; undefined where it is, or nobody asked. */
export function unprovedCpu(port: Port, { emulator, cpu, takesCpu }: Emulation): string | undefined {
  const isNamed = cpu?.why === "option 'cpu'" || cpu?.why === 'QEMU_CPU';
  if (takesCpu || (port.level === undefined && !isNamed)) return undefined;
  const what = isNamed ? `CPU model ${cpu.cpu} (${cpu.why})` : `level ${port.level}`;
  return `${what} cannot be proved: ${whatRuns(port, emulator)}`;
}

function whatRuns({ goarch }: Port, emulator: Emulator | undefined): string {
  if (emulator === undefined) return `nothing tells what runs ${goarch} binaries here, nor on which CPU`;
  if (emulator.versionLine === '') return `${emulator.path} runs ${goarch} binaries, and does not answer as QEMU does`;
  return `${formatEmulator(emulator)} does not get its CPU model from QEMU_CPU`;
}

/** What makes the CPU of a registered emulator one that can be chosen. */
export function unprovedRemedy(port: Port, facts: PortFacts): string {
  const own = facts.emulator === undefined ? installEmulator(port, facts) : undefined;
  return (
    own ?? `Register QEMU itself, with nothing before it that chooses a CPU or drops QEMU_CPU: ${registerCommand(port)}`
  );
}

/** What is not known of an emulation, for people and for summary.json. */
export function unprovedOf({ emulator, takesCpu }: Emulation): ('version' | 'cpu')[] {
  return [
    ...(emulator === undefined || emulator.version === 'unknown' ? (['version'] as const) : []),
    ...(takesCpu ? [] : (['cpu'] as const)),
  ];
}

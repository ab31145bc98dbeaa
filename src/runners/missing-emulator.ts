import { formatPort, qemuName, type Port } from '../ports';
import type { PortFacts } from '../host';
import { ownEmulation, unprovedCpu } from './emulation';
import { installEmulator } from './install-emulator';

const WITHOUT_WRAPPER =
  "Take QEMU itself ('qemuPath', or the first on PATH), with nothing before it that chooses a CPU or drops QEMU_CPU.";

/** Why there is no emulator for a port at all; undefined when there is one. */
export function missingEmulator(port: Port, facts: PortFacts): { reason: string; remedy?: string } | undefined {
  if (facts.emulator) {
    const remedy = "Lower the level, take a machine that has it, or name a model with option 'cpu'.";
    if (facts.cpuGap !== undefined) return { reason: facts.cpuGap, remedy };
    const unproved = unprovedCpu(port, ownEmulation(facts));
    return unproved === undefined ? undefined : { reason: unproved, remedy: WITHOUT_WRAPPER };
  }
  if (port.goos !== 'linux') {
    return {
      reason: `qemu-user runs linux binaries only, and ${formatPort(port)} is not one (it would crash, not fail)`,
    };
  }
  if (facts.platform !== 'linux') return { reason: `qemu-user exists on Linux only, this is ${facts.platform}` };
  if (facts.emulatorNames.length === 0) return { reason: `QEMU has no user-mode emulator for ${port.goarch}` };
  if (facts.emulatorNames.length === 1) {
    return {
      reason: `there is no executable emulator at ${facts.emulatorNames[0]}`,
      remedy: "Correct option 'qemuPath', or remove it to take the emulator on PATH.",
    };
  }
  return {
    reason: `neither ${facts.emulatorNames.join(' nor ')} is on PATH`,
    remedy: installEmulator(port, facts),
  };
}

/** What helps when there is an emulator and it did not run the probe. */
export function checkEmulator({ goarch }: Port, { emulator, hindering = [] }: PortFacts): string {
  if (hindering.length > 0) return withoutVariables(hindering);
  return `Check that ${emulator!.path} is the emulator of ${goarch}, qemu-${qemuName(goarch)}.`;
}

/** What helps when variables of the environment are why. */
export function withoutVariables(names: readonly string[]): string {
  return `Unset ${names.join(', ')}: QEMU goes by ${names.length === 1 ? 'it' : 'them'}, and runs the probe without.`;
}

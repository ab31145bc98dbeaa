import { formatPort, installCommand, type Port } from '../ports';
import type { PortFacts } from '../host';

/** Why there is no emulator for a port at all; undefined when there is one. */
export function missingEmulator(port: Port, facts: PortFacts): { reason: string; remedy?: string } | undefined {
  if (facts.emulator) return undefined;
  if (port.goos !== 'linux') {
    return {
      reason: `qemu-user runs linux binaries only, and ${formatPort(port)} is not one (it would crash, not fail)`,
    };
  }
  if (facts.platform !== 'linux') return { reason: `qemu-user exists on Linux only, this is ${facts.platform}` };
  if (facts.emulatorNames.length === 0) return { reason: `QEMU has no user-mode emulator for ${port.goarch}` };
  const names = facts.emulatorNames.join(' nor ');
  return {
    reason:
      facts.emulatorNames.length > 1 ? `neither ${names} is on PATH` : `there is no executable emulator at ${names}`,
    remedy: facts.installer && installCommand(facts.installer, 'qemu', port),
  };
}

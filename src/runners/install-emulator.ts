import type { Port } from '../ports';
import type { PortFacts } from '../host';
import { installCommand } from '../emulation';

/** What brings the emulator of a port. */
export function installEmulator(port: Port, { installer, emulatorNames }: PortFacts): string {
  const command = installer && installCommand(installer, 'qemu', port);
  return command ?? `Install QEMU's user-mode emulators, of which ${emulatorNames[0]} is one.`;
}

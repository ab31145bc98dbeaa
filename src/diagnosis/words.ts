import { formatPort, goarchFacts, levelOption } from '../ports';
import type { Place } from './place';
import { gnuTriplet, levelCpu, formatEmulator } from '../emulation';

export const DOCTOR = "'npx nx-go-cross doctor' shows what can run here, and how to get the rest.";

/** `/usr/bin/qemu-arm 7.2.22`, or the runner where there is none. */
export function emulatorName({ emulator, runner }: Place): string {
  return emulator === undefined ? `runner ${runner}` : formatEmulator(emulator);
}

/** `CPU model cortex-a53`, or whose CPU it was otherwise. */
export function cpuName({ emulated, emulator }: Place): string {
  if (!emulated) return "this machine's CPU";
  return emulator?.cpu === undefined
    ? `the default CPU of ${emulator?.path ?? 'the emulator'}`
    : `CPU model ${emulator.cpu}`;
}

/** What to do about an instruction that a CPU lacks. */
export function cpuRemedy(place: Place): string {
  const { port, emulated, emulator } = place;
  const option = levelOption(port.goarch);
  if (port.level === undefined || option === undefined) {
    return `${assemblyAdvice(place)} or set 'cpu' to ${emulated ? 'a newer model' : 'one that has it, which QEMU emulates'}.`;
  }
  const floor = levelCpu(port.goarch, port.level, emulator?.major);
  if (floor === emulator?.cpu || floor === undefined) return `${assemblyAdvice(place)} or set 'cpu' to a newer model.`;
  return `Set 'cpu' to ${floor}, which has level ${port.level}, or '${option}' to a lower level.`;
}

function assemblyAdvice({ port }: Place): string {
  return `Go itself needs no more than ${formatPort(port)}: let assembly or C code ask for the instruction first (golang.org/x/sys/cpu),`;
}

/** The level of a port in words. */
export function levelName({ port }: Place): string {
  return port.level === undefined ? formatPort(port) : `level ${port.level} of ${port.goarch}`;
}

/** How the loader and the libraries of a port are found. */
export function sysrootRemedy({ port, cgo }: Place): string {
  const triplet = gnuTriplet(port);
  const folder = triplet === undefined ? '' : `, for example /usr/${triplet}`;
  const without =
    cgo === 'off' ? "set GOFLAGS without -buildmode=pie in option 'env' of the target" : "'cgo' to 'static' or 'off'";
  return `Set 'ldPrefix' to the folder with the libraries of ${formatPort(port)}${folder}, or ${without}.`;
}

/** Without cgo only a position-independent executable is linked dynamically. */
export function pieReason({ cgo }: Place): string {
  return cgo === 'off' ? ', as -buildmode=pie has it' : '';
}

/** Whether a process of the port has addresses of 32 bits. */
export function is32Bit({ port }: Pick<Place, 'port'>): boolean {
  return goarchFacts(port.goarch)?.pointerBits === 32;
}

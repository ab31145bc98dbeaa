/** An emulator as it runs a port's binaries. */
export interface UsedEmulator {
  readonly path: string;
  /** `unknown` when it does not say. */
  readonly version: string;
  readonly major?: number;
  /** The CPU model in force; undefined for the emulator's own default. */
  readonly cpu?: string;
}

/** The emulator with the CPU model that it is given. */
export function usedEmulator({ path, version, major }: UsedEmulator, cpu: string | undefined): UsedEmulator {
  return { path, version, major, cpu };
}

/** `/usr/bin/qemu-arm 7.2.22` */
export function formatEmulator({ path, version }: UsedEmulator): string {
  return `${path} ${version}`;
}

/** What summary.json and the JSON of the command line say of it. */
export function emulatorJson({ path, version, cpu }: UsedEmulator): Omit<UsedEmulator, 'major'> {
  return { path, version, cpu };
}

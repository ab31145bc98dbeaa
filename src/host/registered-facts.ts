import type { RegisteredEmulator } from './registered-emulator';

export interface ChosenCpu {
  readonly cpu: string;
  readonly why: string;
}

export interface RegisteredFacts {
  readonly emulator: RegisteredEmulator;
  /** As in PortFacts, for this emulator. */
  readonly cpu?: ChosenCpu;
  readonly cpuGap?: string;
}

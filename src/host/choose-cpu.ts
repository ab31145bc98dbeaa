import type { Port } from '../ports';
import type { Emulator } from './emulator';
import type { FactsRequest } from './port-facts';
import type { ChosenCpu } from './registered-facts';
import { defaultCpu, levelGap } from '../emulation';

type Request = Pick<FactsRequest, 'cpu' | 'env' | 'port'>;

/** The CPU model that somebody named, in the option or in the environment. */
export function namedCpu({ cpu, env }: Request): ChosenCpu | undefined {
  if (cpu !== undefined) return { cpu, why: "option 'cpu'" };
  return env.QEMU_CPU ? { cpu: env.QEMU_CPU, why: 'QEMU_CPU' } : undefined;
}

/** The CPU model that an emulator is to have: the one that was named, else what is best for the port. */
export function chooseCpu(request: Request, emulator: Emulator | undefined): ChosenCpu | undefined {
  const { port } = request;
  return namedCpu(request) ?? (emulator && defaultCpu(port.goarch, emulator.major, port.level));
}

/** Why no CPU model of the emulator has the port's level, when nobody named one. */
export function gapOf({ goarch, level }: Port, cpu: ChosenCpu | undefined, emulator: Emulator | undefined) {
  if (cpu !== undefined || level === undefined || emulator === undefined) return undefined;
  return levelGap(goarch, level, emulator.major);
}

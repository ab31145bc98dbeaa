import type { Port } from '../ports';
import type { PortFacts } from '../host';
import { unprovedOf, type Emulation } from './emulation';
import type { RunnerKind, RunPlan } from './run-plan';
import { mitigations, usedEmulator } from '../emulation';

interface Start extends Emulation, Pick<RunPlan, 'why' | 'launch'> {
  readonly notes?: readonly string[];
}

/** What all plans that end in an emulator share: CPU model, mitigations, identity, and what is not known of it. */
export function emulatedPlan(kind: RunnerKind, port: Port, facts: PortFacts, start: Start): RunPlan {
  const { emulator, why, launch, notes = [] } = start;
  const cpu = start.takesCpu ? start.cpu : undefined;
  const known = mitigations(port.goarch, emulator?.major);
  const unproved = unprovedOf(start);
  return {
    kind,
    why,
    launch,
    env: Object.assign({}, cpu && { QEMU_CPU: cpu.cpu }, ...known.map(({ env }) => env)),
    emulated: true,
    emulator: emulator && usedEmulator(emulator, cpu?.cpu),
    ...(unproved.length > 0 ? { unproved } : {}),
    identity: [kind, emulator?.identity ?? facts.binfmt.entry?.stamp ?? 'unknown emulator', cpu?.cpu ?? ''],
    notes: [
      ...(cpu && cpu.why !== "option 'cpu'" ? [`CPU model ${cpu.cpu}: ${cpu.why}`] : []),
      ...known.map(({ env, why: reason }) => `${assignments(env)}: ${reason}`),
      ...(unproved.length > 0 ? [unprovedNote(unproved, port, start)] : []),
      ...notes,
    ],
  };
}

function unprovedNote(unproved: readonly string[], { goarch }: Port, { emulator }: Emulation): string {
  const what = unproved.map((one) => (one === 'cpu' ? 'CPU model' : one)).join(' and ');
  const who = emulator === undefined ? `whatever runs ${goarch} binaries here` : emulator.path;
  return `not proved: ${what} of ${who}, which ${unproved.includes('version') ? 'does not answer as QEMU does' : 'QEMU_CPU does not choose'}`;
}

function assignments(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

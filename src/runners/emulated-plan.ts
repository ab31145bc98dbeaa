import { mitigations, type Port } from '../ports';
import type { Emulator, PortFacts } from '../host';
import type { RunnerKind, RunPlan } from './run-plan';

/** What all plans that end in a qemu-user binary share: CPU model, mitigations, identity. */
export function emulatedPlan(
  kind: RunnerKind,
  port: Port,
  facts: PortFacts,
  emulator: Emulator | undefined,
  rest: Pick<RunPlan, 'why' | 'launch'> & { readonly notes?: readonly string[] },
): RunPlan {
  const cpu = facts.cpu;
  const known = mitigations(port.goarch, emulator?.major);
  return {
    kind,
    why: rest.why,
    launch: rest.launch,
    env: Object.assign({}, cpu && { QEMU_CPU: cpu.cpu }, ...known.map(({ env }) => env)),
    emulated: true,
    emulator: emulator && {
      path: emulator.path,
      version: emulator.version,
      major: emulator.major,
      cpu: cpu?.cpu,
    },
    identity: [kind, emulator?.versionLine ?? facts.binfmt.entry?.interpreter ?? 'unknown emulator', cpu?.cpu ?? ''],
    notes: [
      ...(cpu && cpu.why !== "option 'cpu'" ? [`CPU model ${cpu.cpu}: ${cpu.why}`] : []),
      ...known.map(({ env, why }) => `${assignments(env)}: ${why}`),
      ...(rest.notes ?? []),
    ],
  };
}

function assignments(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}

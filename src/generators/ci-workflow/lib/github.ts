import { RUNS_ON } from '../pinned';
import { emulatorOf, nativeMachineOf, type NativeChoice, type NativeMachine } from './machine';
import type { Leg } from './leg';
import { shortPort } from '../../../ports';

/** A leg as the template of the GitHub workflow writes it. */
export interface GithubLeg {
  readonly id: string;
  readonly port: string;
  readonly targets: string;
  /** Why the machine is what it is, where that is not obvious. */
  readonly comment?: string;
  /** One label, or an expression in lines. */
  readonly runsOn: readonly string[];
  readonly platform?: string;
  readonly isPackage: boolean;
  readonly compiler?: string;
}

const OWN = ['github.event.repository.fork != true', 'github.event.pull_request.head.repo.fork != true'];
const CONDITIONS: Readonly<Record<Exclude<NativeMachine['when'], 'always'>, readonly string[]>> = {
  publicAndOwn: ["github.event.repository.visibility == 'public'", ...OWN],
  own: OWN,
};
const COMMENTS: Readonly<Record<NativeMachine['when'], string | undefined>> = {
  always: undefined,
  publicAndOwn: 'Natively in public repositories; emulated for forks and in private ones.',
  own: 'Natively, but emulated for forks: they may not use this machine.',
};

export function githubLeg(leg: Leg, choice: NativeChoice): GithubLeg {
  const emulator = emulatorOf(leg);
  const native = nativeMachineOf(leg, choice);
  const isAlwaysNative = emulator.kind === 'none' || native?.when === 'always';
  return {
    id: leg.id,
    port: shortPort(leg.port),
    targets: leg.targets.join(','),
    runsOn: runsOn(native),
    isPackage: !isAlwaysNative && emulator.kind === 'package',
    ...(native && COMMENTS[native.when] ? { comment: COMMENTS[native.when] } : {}),
    ...(!isAlwaysNative && emulator.kind === 'image' ? { platform: emulator.platform } : {}),
    ...(native?.when !== 'always' && leg.compiler ? { compiler: leg.compiler } : {}),
  };
}

function runsOn(native: NativeMachine | undefined): readonly string[] {
  if (native === undefined) return [RUNS_ON.amd64];
  if (native.when === 'always') return [native.label];
  const [first, ...rest] = CONDITIONS[native.when];
  return [
    `\${{ ${first}`,
    ...rest.map((condition) => `&& ${condition}`),
    `&& '${native.label}' || '${RUNS_ON.amd64}' }}`,
  ];
}

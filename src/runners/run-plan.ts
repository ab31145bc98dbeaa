import type { UsedEmulator } from '../emulation';
import type { Refusal } from './errors';

/** How a test binary is executed. */
const RUNNER_KINDS = ['native', 'binfmt', 'namespace', 'proot', 'qemu', 'container', 'node', 'exec'] as const;
export type RunnerKind = (typeof RUNNER_KINDS)[number];
export type RunnerChoice = 'auto' | RunnerKind;

interface ContainerPlan {
  /** The path of docker, podman or nerdctl. */
  readonly engine: string;
  /** The words behind it that start a container; mounts, the image and its arguments follow. */
  readonly start: readonly string[];
  readonly image: string;
}

/** Everything needed to run a port's test binaries here; plain data, nothing has been started. */
export interface RunPlan {
  readonly kind: RunnerKind | 'none';
  /** Half a sentence: why this runner. */
  readonly why: string;
  /** The words put before the test binary; none when it is started as it is. */
  readonly launch: readonly string[];
  /** Variables that the tests get on top of their environment. GODEBUG is merged with the user's own. */
  readonly env: Readonly<Record<string, string>>;
  /** Foreign code is translated: times are long, -race cannot work. False for `exec`, whose program nobody knows. */
  readonly emulated: boolean;
  readonly emulator?: UsedEmulator;
  /** What nobody knows of the emulator. Left out where all is known. */
  readonly unproved?: readonly ('version' | 'cpu')[];
  /** Test binaries are started in a container, one for all packages of a unit. `launch` is empty then. */
  readonly container?: ContainerPlan;
  /** Nothing is run, so nothing has to be proved. */
  readonly compileOnly?: true;
  /** What Go's result cache must not confuse: another emulator, version, CPU or way of running. */
  readonly identity: readonly string[];
  /** Lines to print before the run: a CPU chosen for the user, a mitigation, a limit of this runner. */
  readonly notes: readonly string[];
}

/** Why a candidate cannot be taken, and what would help. */
export interface Refused extends Refusal {
  readonly ok: false;
  readonly kind: RunnerKind;
}

/** A candidate's answer. */
export type Support = { readonly ok: true; readonly plan: RunPlan } | Refused;

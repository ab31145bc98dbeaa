import type { Port } from '../ports';
import type { BinfmtFacts } from './binfmt-misc';
import type { RefusedCpu } from './cpu-models';
import type { ContainerFacts, ContainerRequest } from './container';
import type { Emulator } from './emulator';
import type { GoFacts } from './go';
import type { NamespaceObstacle } from './namespace';
import type { ProbeResult } from './probe';
import type { ChosenCpu, RegisteredFacts } from './registered-facts';
import type { Installer } from '../emulation';

/** Words to put before a test binary, and what came of doing so with the probe. */
export interface ProvenLaunch {
  readonly launch: readonly string[];
  readonly probe: ProbeResult;
}

/** What this machine can do for one port, all of it seen and none of it assumed. */
export interface PortFacts {
  readonly hostGoos: string;
  readonly hostGoarch: string;
  readonly platform: NodeJS.Platform;
  readonly binfmt: BinfmtFacts;
  /** Starting the probe as it is: natively, or through whatever binfmt_misc holds. */
  readonly direct: ProbeResult;
  /** What binfmt_misc hands the port's binaries to, on Linux. */
  readonly registered?: RegisteredFacts;
  readonly emulatorNames: readonly string[];
  readonly emulator?: Emulator;
  /** Whether the emulator lets QEMU_CPU choose the CPU model, which a wrapper may not; looked at where one is chosen. */
  readonly takesCpu?: boolean | 'unknown';
  /** The CPU model in force under emulation, undefined for the emulator's own default. */
  readonly cpu?: ChosenCpu;
  /** Why no CPU model of the emulator has the port's level, when nobody named one. */
  readonly cpuGap?: string;
  /** Why the CPU model that somebody named is none. */
  readonly refusedCpu?: RefusedCpu;
  /** The variables of QEMU's in the environment that keep the emulator from running the probe. */
  readonly hindering?: readonly string[];
  readonly namespace?: ProvenLaunch;
  readonly namespaceObstacle?: NamespaceObstacle;
  /** AppArmor restricts unprivileged user namespaces (Ubuntu 23.10 and later). */
  readonly apparmor: boolean;
  readonly qemu?: ProvenLaunch;
  /** Undefined when PRoot or the emulator is not there. */
  readonly proot?: ProvenLaunch;
  /** Node, or another WebAssembly runtime; for wasm ports only. */
  readonly node?: ProvenLaunch;
  /** Which of them, with its version. */
  readonly runtime?: string;
  readonly installer?: Installer;
  /** With the emulator that the user's program turned out to be or to start, where a level or a CPU model is wanted. */
  readonly exec?: ProvenLaunch & { readonly emulation?: RegisteredFacts };
  /** Looked at only when it was asked for or nothing else runs the port. */
  readonly container?: ContainerFacts;
}

export interface FactsRequest {
  readonly port: Port;
  readonly go: GoFacts;
  /** The environment that tests will have; PATH and QEMU_* in it count. */
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly cpu?: string;
  readonly qemuPath?: string;
  readonly execProgram?: readonly string[];
  /** A probe binary that is there already; default: Go builds one. */
  readonly probe?: string;
  /** The one runner that was asked for; undefined is any. */
  readonly runner?: string;
  readonly container?: ContainerRequest;
}

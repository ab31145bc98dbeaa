import type { Port } from '../../../ports';

/** One port in CI: a job, or as many as there are shards. */
export interface Leg {
  /** The port's id, or the name that nx.json gives it. */
  readonly id: string;
  readonly port: Port;
  /** Targets in Nx, normally `test-<id>`. */
  readonly targets: readonly string[];
  /** Whether nx.json asks for a CPU model, which only an emulator has. */
  readonly hasCpu: boolean;
  /** Whether nx.json asks for a runner that needs the emulator as a program, which the image does not give. */
  readonly needsProgram: boolean;
  /** The packages of Debian and Ubuntu, with spaces between them, that option `cgo` of nx.json needs on amd64. */
  readonly compiler?: string;
}

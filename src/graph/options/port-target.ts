import type { Port } from '../../ports';
import type { BuildConfig } from '../../golang';

export interface PortTarget {
  readonly id: string;
  readonly executor: 'nx-go-cross:test' | 'nx-go-cross:check' | 'nx-go-cross:test-binaries';
  readonly targetName: string;
  readonly port: Port;
  /** Options of the test executor, the port's own included. */
  readonly options: Readonly<Record<string, unknown>>;
  /** How the port's tests are built, as far as options say. */
  readonly config: BuildConfig;
  /** The package patterns to test. */
  readonly packages: readonly string[];
}

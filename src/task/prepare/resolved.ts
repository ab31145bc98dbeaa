import type { BinarySet } from '../../prebuilt';
import type { GoFacts } from '../../host';
import type { RunPlan } from '../../runners';
import type { CgoSetup } from './cgo-setup';
import type { TimeLimit } from './time-limit';
import type { TraceSetup } from '../undeclared/trace-setup';

/** What is to be tested, and a proven way to do that. */
export interface Found {
  readonly go: GoFacts;
  readonly cgo: CgoSetup;
  readonly plan: RunPlan;
  /** Test binaries that exist already; nothing is built then. */
  readonly binaries?: BinarySet;
}

export interface Resolved extends Found {
  readonly limit: TimeLimit;
  readonly trace?: TraceSetup;
  /** See buildShim; undefined where cmd/go runs no test binary. */
  readonly shim?: string;
  /** See TestUnit. */
  readonly outputWait?: number;
}

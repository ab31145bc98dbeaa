import type { UnitRun } from '../gotest';
import type { KindFacts } from './options/kind-facts';
import type { NormalizedTestOptions } from './options/normalize-options';
import type { Resolved } from './prepare/resolved';

/** How an executor differs from the others. They share everything but what becomes of the test binaries. */
export interface TestKind extends KindFacts {
  /** Adds to the results of a run that ended well, before they are put in place. Returns what to say of it. */
  readonly complete?: (run: CompletedRun) => Promise<string>;
}

/** A run that ended well. */
export interface CompletedRun {
  readonly options: NormalizedTestOptions;
  readonly resolved: Resolved;
  readonly unitRun: UnitRun;
  /** The folder that its results are in until they are put in place. */
  readonly staging: string;
}

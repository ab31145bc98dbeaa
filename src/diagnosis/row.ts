import type { Place } from './place';

/**
 * What had happened when a text was printed: there was no binary; it was not started, or not as what it is; it was ended
 * by a signal or by Go's runtime; its time was up; a test failed.
 */
export type Stage = 'build' | 'start' | 'crash' | 'timeout' | 'test';

/** A known cause of a failure, and what to do about it. */
export interface Diagnosis {
  /** Stable: part of summary.json. */
  readonly id: string;
  readonly cause: string;
  readonly remedy: string;
  /** Bound to go away by itself: running the same again is worth a try. */
  readonly transient?: true;
}

type Words = string | ((place: Place, match: readonly string[]) => string);

/** One signature of this trade. */
export interface Row {
  readonly id: string;
  /** For docs/diagnosis.md: a line that has it. */
  readonly example: string;
  readonly sign: RegExp;
  /**
   * In place of `sign` when the binary was not started, where TestMain might have printed that: what our shells and what
   * they start a binary with say, and no other program.
   */
  readonly atStart?: RegExp;
  readonly stages: readonly Stage[];
  /** Unset: everywhere. */
  readonly where?: (place: Place) => boolean;
  readonly cause: Words;
  readonly remedy: Words;
  /** A defect of emulator or machine that shows itself now and then. Never what a test says of the code. */
  readonly transient?: true;
}

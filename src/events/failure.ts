import type { Diagnosis } from '../diagnosis';

/** A test, or a package without a test's name, that went wrong. */
export interface Failure {
  /** Empty for the package as a whole. */
  readonly test: string;
  /**
   * In summary.json relative to the workspace root. While the events of a run come in, as the test printed it: relative
   * to the package's folder.
   */
  readonly file?: string;
  readonly line?: number;
  readonly output: string;
  /** Why, where it is a failure that is known in this trade. */
  readonly diagnosis?: Diagnosis;
}

import type { PackageRun, TestEvent, TestRun } from '../events';

/** Hears everything about a unit while it runs. */
export interface UnitListener {
  onEvent?(event: TestEvent, run: TestRun, raw: string): void;
  /** The packages that there will be, where that is known. */
  onPackages?(importPaths: readonly string[]): void;
  /** A line that is no event: from standard error, or stray text on standard output. */
  onText?(line: string): void;
  /** These packages, as they came out, are about to be run again. */
  onRetry?(packages: readonly PackageRun[], attempt: number, most: number): void;
}

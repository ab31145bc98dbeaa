import type { PackageRun, TestEvent, TestRun } from '../events';
import type { TestUnit } from './unit';

/** Hears everything about every unit while it runs. */
export interface UnitListener {
  onEvent?(unit: TestUnit, event: TestEvent, run: TestRun, raw: string): void;
  /** A line that is no event: from standard error, or stray text on standard output. */
  onText?(unit: TestUnit, line: string): void;
  /** These packages, as they came out, are about to be run again. */
  onRetry?(unit: TestUnit, packages: readonly PackageRun[], attempt: number): void;
}

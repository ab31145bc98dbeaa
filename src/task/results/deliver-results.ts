import type { CrossTestError } from '../../errors';
import { isSuccess } from '../../events';
import { outputUnwritable, type UnitRun } from '../../gotest';
import { placeResults, removeResults, type Summary } from '../../results';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { takePlace } from './place-lock';
import { writeNoResults, writeResults } from './write-results';

export interface Delivery {
  /** The folder in which results are until they are whole. */
  readonly staging: string;
  /** Gives room back that was held on the disk. */
  readonly release: () => void;
  readonly isBatch: boolean;
}

/**
 * Writes the results of a run and puts them in place. Returns why that cannot be done; then there is a summary at least,
 * which does not say passed.
 */
export async function deliverResults(
  options: NormalizedTestOptions,
  summary: Summary,
  unitRun: UnitRun,
  { staging, release, isBatch }: Delivery,
): Promise<CrossTestError | undefined> {
  try {
    writeResults({ ...options, outputDir: staging }, summary, unitRun);
    await takePlace({ ...options, isBatch });
    placeResults(staging, options.outputDir);
    return undefined;
  } catch (error) {
    const why = outputUnwritable(options.outputDir, (error as Error).message);
    release();
    writeSummaryAlone(options, summary, why);
    return why;
  }
}

function writeSummaryAlone(options: NormalizedTestOptions, summary: Summary, why: CrossTestError): void {
  const packages = summary.packages.map((one) => ({
    ...one,
    failures: one.failures.map((failure) => ({ ...failure, output: '' })),
  }));
  const outcome = isSuccess(summary.outcome) ? 'infrastructure' : summary.outcome;
  try {
    removeResults(options.outputDir);
    writeNoResults(options, { ...summary, packages, outcome, reason: why.message });
  } catch {
    // No results are left, and the error that is printed says why.
  }
}

import type { CrossTestError } from '../../errors';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { summaryOfNoRun } from './summary-of';
import { writeNoResults } from './write-results';

/** Results exist also for a run that could not begin, and they do not say passed. */
export function reportNoRun(options: NormalizedTestOptions, error: CrossTestError, hash?: string): void {
  const isSetup = ['noPackages', 'goFailed', 'invalidOption', 'invalidBinaries'].includes(error.code);
  const { message, cause, details } = error;
  const why = [message, details, typeof cause === 'string' && cause].filter(Boolean).join('\n');
  try {
    writeNoResults(options, summaryOfNoRun(options, isSetup ? 'setupFailed' : 'infrastructure', why, hash));
  } catch {
    // The folder cannot be written to, and that is what the error says.
  }
}

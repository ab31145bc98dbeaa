import { failureMessage } from '../../events';
import type { DistinctFailure } from './distinct-failures';
import { failureTitle } from './words';

/** GitHub shows this many errors of a step, and drops the others without a word. */
const SHOWN = 10;

/**
 * Workflow commands for GitHub Actions: each failure once, with all its ports
 * (docs.github.com/actions/reference/workflow-commands-for-github-actions).
 */
export function annotations(failures: readonly DistinctFailure[]): string {
  const lines = failures.slice(0, SHOWN).map(annotation);
  const more = failures.length - SHOWN;
  return [...lines, ...(more > 0 ? [`::notice::${more} more failures are in the summary of this job.`] : [])]
    .map((line) => `${line}\n`)
    .join('');
}

function annotation(failure: DistinctFailure): string {
  const { file, line, output, diagnosis } = failure;
  const place = file === undefined ? {} : { file, line: String(line) };
  const properties = Object.entries({ ...place, title: failureTitle(failure) });
  const message = failureMessage(failure) ?? diagnosis?.cause ?? output.trim().split('\n')[0]!;
  return `::error ${properties.map(([key, value]) => `${key}=${inProperty(value)}`).join(',')}::${inData(message)}`;
}

const inData = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const inProperty = (text: string) => inData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

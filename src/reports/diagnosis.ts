import type { Diagnosis } from '../diagnosis';
import { isSuccess, type PackageRun, type TestRun } from '../events';
import { plural, type Style } from './style';

/** Two lines below a failure: why, and what to do. */
export function diagnosisText({ cause, remedy }: Diagnosis): string {
  return `   cause: ${cause}\n   remedy: ${remedy}\n`;
}

/** A line per package that is run again, while it happens. */
export function retryText(packages: readonly PackageRun[], attempt: number, most: number, style: Style): string {
  const lines = packages.map(
    ({ importPath, outcome, diagnosis }) =>
      `${style.bad('RETRY')} ${importPath}  ${outcome}: ${diagnosis?.cause} It is run again (${attempt} of at most ${most}).\n`,
  );
  return lines.join('');
}

/** At the end, whoever watched or not: what came out well only when it was run again. */
export function retriedText(run: TestRun): string {
  const again = [...run.packages.values()].filter(({ retries }) => retries.length > 0);
  const lines = again.map(({ importPath, outcome, retries }) => {
    const before = retries.map((retry) => `${retry.outcome} (${retry.diagnosis.id})`).join(', ');
    const then = isSuccess(outcome!) ? 'and then it passed' : `and then: ${outcome}`;
    return `   ${importPath}: ${before} before, ${then}\n`;
  });
  return lines.length === 0
    ? ''
    : `\n── ${plural(lines.length, 'package')} run again, for a failure that was no test's\n${lines.join('')}`;
}

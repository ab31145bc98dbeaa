import { isSuccess } from '../events';
import type { ExecutedRun } from './execute';
import type { JudgedRun } from './judge';
import type { PreparedRun } from './prepared-run';
import { deliverResults } from './results/deliver-results';
import { nothingForPortText } from './results/nothing-for-port';
import { nothingRanText } from './results/nothing-ran';
import { reportUndeclared } from './undeclared/report-undeclared';

/** Puts the results in place and prints the end of the report. Returns whether the task has succeeded. */
export async function publish(
  { unitRun, summary, undeclared, refusal, verdict, isNothing, completed }: JudgedRun,
  { reporter, people }: ExecutedRun,
  { options, task, scratch, release }: PreparedRun,
): Promise<boolean> {
  const { context, streams } = task;
  reporter.end({ ...unitRun, outcome: summary.outcome, refused: refusal?.words });
  const delivery = { staging: scratch.results, release, isBatch: task.cancellation !== undefined };
  const undelivered = await deliverResults(options, summary, unitRun, delivery);
  if (undelivered !== undefined) streams.err.write(`${undelivered.format()}\n`);
  if (options.reporter === 'verbose' && unitRun.apart)
    people.write(`Not in one go test with others: ${unitRun.apart}.\n`);
  people.write(completed);
  people.write(isNothing ? nothingForPortText(unitRun.unit) : nothingRanText(unitRun));
  reportUndeclared(options, undeclared, people, `${options.project}:${context.targetName}`);
  people.write(verdict?.text ?? '');
  if (refusal !== undefined) streams.err.write(`${refusal.error.format()}\n`);
  return isSuccess(summary.outcome) && undelivered === undefined;
}

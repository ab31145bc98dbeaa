import type { PackageRun } from './package-run';
import type { TestEvent } from './test-event';

/**
 * The events that are missing in the stream of a package that was cut off, so that every reader of the stream finds the
 * end that the run has: tests that were going on fail, subtests first, and then the package does, with the reason.
 */
export function closingEvents({ importPath, cutOff, problem, seconds }: PackageRun, now = new Date()): TestEvent[] {
  if (cutOff === undefined) return [];
  const of = (Action: string, rest: Partial<TestEvent>): TestEvent => ({
    ...{ Time: now.toISOString(), Action, Package: importPath },
    ...rest,
  });
  return [
    ...[...cutOff].reverse().map((Test) => of('fail', { Test })),
    ...(problem === undefined ? [] : [of('output', { Output: problem })]),
    of('fail', { Elapsed: seconds }),
  ];
}

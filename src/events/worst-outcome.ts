import type { Outcome } from './outcome';

/** Worst first: what must be mended before anything else can be known. */
const ORDER: readonly Outcome[] = [
  'infrastructure',
  'crashed',
  'setupFailed',
  'buildFailed',
  'vetFailed',
  'timedOut',
  'unproven',
  'failed',
  'passed',
  'noTests',
];

/** The outcome of a whole: the worst of its parts. A whole without parts has no tests. */
export function worstOutcome(outcomes: readonly Outcome[]): Outcome {
  return ORDER.find((outcome) => outcomes.includes(outcome)) ?? 'noTests';
}

/** Whether a task may end well with this outcome. */
export function isSuccess(outcome: Outcome): boolean {
  return outcome === 'passed' || outcome === 'noTests';
}

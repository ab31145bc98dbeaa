import { isSuccess, type Outcome, type TestCounts } from '../../events';
import { OUTCOME_HEADINGS, plural } from '../style';
import type { DistinctFailure } from './distinct-failures';
import type { Cell, Grid } from './grid';

const WORDS: Readonly<Record<Outcome, string>> = {
  passed: 'passed',
  failed: 'failed',
  buildFailed: 'not built',
  vetFailed: 'refused by vet',
  setupFailed: 'not set up',
  noTests: 'no tests',
  unproven: 'unproven',
  timedOut: 'timed out',
  crashed: 'crashed',
  infrastructure: 'not run',
};

/** `160 passed`, `160 passed, cached`, `1 of 3 failed`, `crashed` … */
export function cellText({ outcome, cached, tests, retries = [] }: Cell): string {
  const { passed, failed } = tests;
  if (outcome === 'passed')
    return `${passed > 0 ? `${passed} ` : ''}passed${cached ? ', cached' : ''}${retries.length > 0 ? ', run again' : ''}`;
  if (outcome === 'failed' && failed > 0) return `${failed} of ${passed + failed} failed`;
  return WORDS[outcome];
}

/** In words, and never only by colour. */
export const outcomeMark = (outcome: Outcome) => (outcome === 'noTests' ? '–' : isSuccess(outcome) ? '✅' : '❌');
export const outcomeWord = (outcome: Outcome) => WORDS[outcome];

/** Of a table whose run did not come to any package. */
export const rowName = (importPath: string) => importPath || '(the whole run)';

export function testsText({ passed, failed, skipped }: TestCounts): string {
  return [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ');
}

/** `Go tests: failed on linux/s390x, passed on 2 ports` */
export function headline({ columns }: Grid): string {
  const bad = columns.filter(({ outcome }) => !isSuccess(outcome)).map(({ port }) => port);
  const good = columns.length - bad.length;
  if (bad.length === 0) return `Go tests passed on ${plural(good, 'port')}`;
  return `Go tests failed on ${bad.join(', ')}${good > 0 ? `, passed on ${plural(good, 'port')}` : ''}`;
}

/** `TestSum in example.com/svc: tests failed on linux/arm64, linux/s390x` */
export function failureTitle({ test, importPath, project, outcome, ports }: DistinctFailure): string {
  const where = importPath || project;
  return `${test ? `${test} in ${where}` : where}: ${OUTCOME_HEADINGS[outcome]} on ${ports.join(', ')}`;
}

import { isSuccess, type Outcome } from '../../events';
import { outcomeWords } from '../outcome-words';
import { plural } from '../style';
import type { DistinctFailure } from './distinct-failures';
import type { Cell, Column, Grid } from './grid';

/** `160 passed`, `160 passed, cached`, `1 of 3 failed`, `crashed` … */
export function cellText({ outcome, cached, tests, retries = [], standing, note }: Cell): string {
  const { passed, failed } = tests;
  if (note !== undefined && (isSuccess(outcome) || standing === 'removed')) return note;
  if (note !== undefined) return `${cellText({ outcome, cached, seconds: 0, tests, retries })}, ${note}`;
  if (outcome === 'passed')
    return `${passed > 0 ? `${passed} ` : ''}passed${cached ? ', cached' : ''}${retries.length > 0 ? ', run again' : ''}`;
  if (outcome === 'failed' && failed > 0) return `${failed} of ${passed + failed} failed`;
  return outcomeWords(outcome).cell;
}

/** The mark of a cell: what proves nothing has that of no tests. */
export const cellMark = ({ outcome, standing }: Cell) =>
  standing === 'removed' || (standing !== undefined && isSuccess(outcome)) ? '–' : outcomeMark(outcome);

/** In words, and never only by colour. */
const outcomeMark = (outcome: Outcome) => (outcome === 'noTests' ? '–' : isSuccess(outcome) ? '✅' : '❌');

/** Of a table whose run did not come to any package. */
export const rowName = (importPath: string) => importPath || '(the whole run)';

export function testsText({ tests: { passed, failed, skipped }, incomplete }: Column): string {
  const counts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  return [...counts, incomplete && 'incomplete'].filter(Boolean).join(', ');
}

/** The mark of a column. */
export const columnMark = ({ outcome, incomplete }: Column) =>
  incomplete && isSuccess(outcome) ? '–' : outcomeMark(outcome);

/** `Go tests failed on linux/s390x, passed on 2 ports, incomplete on linux/arm64` */
export function headline({ columns }: Grid): string {
  const bad = columns.filter(({ outcome }) => !isSuccess(outcome));
  const open = columns.filter(({ outcome, incomplete }) => isSuccess(outcome) && incomplete);
  const good = columns.length - bad.length - open.length;
  const names = (some: readonly { readonly port: string }[]) => some.map(({ port }) => port).join(', ');
  const parts = [
    bad.length > 0 && `failed on ${names(bad)}`,
    good > 0 && `passed on ${plural(good, 'port')}`,
    open.length > 0 && `incomplete on ${names(open)}`,
  ].filter(Boolean);
  return `Go tests ${parts.join(', ')}`;
}

/** `TestSum in example.com/svc: tests failed on linux/arm64, linux/s390x` */
export function failureTitle({ test, importPath, project, outcome, ports }: DistinctFailure): string {
  const where = importPath || project;
  return `${test ? `${test} in ${where}` : where}: ${outcomeWords(outcome).heading} on ${ports.join(', ')}`;
}

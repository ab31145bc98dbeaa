import { BUILD_ROWS } from './build-rows';
import { CRASH_ROWS } from './crash-rows';
import type { Place } from './place';
import type { Diagnosis, Row, Stage } from './row';
import { START_ROWS } from './start-rows';
import { TEST_ROWS } from './test-rows';

/** The table, from which docs/diagnosis.md is written. The first row that fits is the diagnosis. @internal */
export const ROWS: readonly Row[] = [...BUILD_ROWS, ...START_ROWS, ...CRASH_ROWS, ...TEST_ROWS];

/** Characters at the end of a text that are looked at: what ends a program is printed last. */
const LIMIT = 1 << 20;

/** The known cause of a failure, by what was printed; undefined when none is known. */
export function diagnose(text: string, stages: readonly Stage[], place: Place): Diagnosis | undefined {
  const end = text.slice(-LIMIT);
  for (const row of ROWS) {
    const match = firstMatch(row, end, stages, place);
    if (match !== undefined) return worded(row, place, match);
  }
  return undefined;
}

/** Whether a text says that the binary was not started, or not as what it is. */
export function saysNotStarted(text: string, place: Place): boolean {
  const end = text.slice(-LIMIT);
  return START_ROWS.some((row) => firstMatch(row, end, ['start'], place) !== undefined);
}

function firstMatch(
  { sign, atStart, stages, where }: Row,
  text: string,
  asked: readonly Stage[],
  place: Place,
): readonly string[] | undefined {
  if (where?.(place) === false) return undefined;
  const signs = asked.filter((stage) => stages.includes(stage)).map((stage) => (stage === 'start' && atStart) || sign);
  for (const one of new Set(signs)) {
    const match = one.exec(text);
    if (match !== null) return match;
  }
  return undefined;
}

function worded({ id, cause, remedy, transient }: Row, place: Place, match: readonly string[]): Diagnosis {
  const words = (text: Row['cause']) => (typeof text === 'string' ? text : text(place, match));
  return { id, cause: words(cause), remedy: words(remedy), ...(transient ? { transient } : {}) };
}

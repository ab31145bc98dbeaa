import { CRASH_ROWS, TEST_ROWS } from './crash-rows';
import type { Place } from './place';
import type { Diagnosis, Row, Stage } from './row';
import { START_ROWS } from './start-rows';

/** The table. The first row that fits is the diagnosis. */
export const ROWS: readonly Row[] = [...START_ROWS, ...CRASH_ROWS, ...TEST_ROWS];

/** Characters at the end of a text that are looked at: what ends a program is printed last. */
const LIMIT = 1 << 20;

/** The known cause of a failure, by what was printed; undefined when none is known. */
export function diagnose(text: string, stages: readonly Stage[], place: Place): Diagnosis | undefined {
  const end = text.slice(-LIMIT);
  for (const row of ROWS) {
    if (!row.stages.some((stage) => stages.includes(stage)) || row.where?.(place) === false) continue;
    const match = row.sign.exec(end);
    if (match !== null) return worded(row, place, match);
  }
  return undefined;
}

/** Whether a text says that the binary was not started, or not as what it is. */
export function saysNotStarted(text: string): boolean {
  const end = text.slice(-LIMIT);
  return START_ROWS.some(({ stages, sign }) => stages.includes('start') && sign.test(end));
}

function worded({ id, cause, remedy, transient }: Row, place: Place, match: readonly string[]): Diagnosis {
  const words = (text: Row['cause']) => (typeof text === 'string' ? text : text(place, match));
  return { id, cause: words(cause), remedy: words(remedy), ...(transient ? { transient } : {}) };
}

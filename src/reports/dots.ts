import { failuresText } from './failures';
import type { Reporter, RunInfo, Writer } from './reporter';
import { styleFor } from './style';
import { summaryLine } from './summary-line';

const MARKS: Readonly<Record<string, string>> = { pass: '·', skip: '↷', fail: '✖' };

/** One character per test, then failures and the summary. */
export function dots(writer: Writer, info: RunInfo): Reporter {
  const style = styleFor(writer.color);
  return {
    onTotal: () => undefined,
    onText: (line) => writer.write(`\n${line}\n`),
    onEvent: ({ Action, Test }) => {
      const mark = Test === undefined ? undefined : MARKS[Action];
      if (mark !== undefined) writer.write(Action === 'fail' ? style.bad(mark) : mark);
    },
    end: (result) => writer.write(`\n${failuresText(result.run, info, style)}${summaryLine(result, info, style)}`),
  };
}

import { benchmarksText } from './benchmarks';
import { retriedText, retryText } from '../diagnosis';
import { failuresText } from './failures';
import type { Reporter, RunInfo, Writer } from './reporter';
import { styleFor } from '../style';
import { summaryLine } from './summary-line';

const MARKS: Readonly<Record<string, string>> = { pass: '·', skip: '↷', fail: '✖' };

/** One character per test, then failures and the summary. */
export function dots(writer: Writer, info: RunInfo): Reporter {
  const style = styleFor(writer.color);
  let atLineStart = true;
  const endLine = () => {
    if (!atLineStart) writer.write('\n');
    atLineStart = true;
  };
  return {
    onPackages: () => undefined,
    onText: (line) => {
      endLine();
      writer.write(`${line}\n`);
    },
    onEvent: ({ Action, Test }) => {
      const mark = Test === undefined ? undefined : MARKS[Action];
      if (mark === undefined) return;
      writer.write(Action === 'fail' ? style.bad(mark) : mark);
      atLineStart = false;
    },
    onRetry: (...retry) => {
      endLine();
      writer.write(retryText(...retry, style));
    },
    end: (result) => {
      endLine();
      const texts = [benchmarksText(result.run), failuresText(result.run, info, style), retriedText(result.run)];
      writer.write(texts.join('') + summaryLine(result, info, style));
    },
  };
}

import { failuresText } from './failures';
import { packageLine } from './package-line';
import { Progress } from './progress';
import type { Reporter, RunInfo, Writer } from './reporter';
import { styleFor } from './style';
import { summaryLine } from './summary-line';

export interface PrettyOptions {
  /** Also every test as it ends, with its output. */
  readonly tests?: boolean;
  /** Only failures and the summary. */
  readonly quiet?: boolean;
}

/** A line per package as it ends, a live line on a terminal, failures in full and one summary line at the end. */
export function pretty(writer: Writer, info: RunInfo, options: PrettyOptions = {}): Reporter {
  const style = styleFor(writer.color);
  const progress = new Progress(writer, info.port);
  const print = (text: string) => {
    progress.clear();
    writer.write(text);
  };
  return {
    onTotal: (packages) => void (progress.total = packages),
    onText: (line) => print(`${line}\n`),
    onEvent: (event, run) => {
      progress.update(run);
      if (options.tests && event.Action === 'output' && event.Test !== undefined) print(event.Output ?? '');
      const packageRun = event.Package !== undefined ? run.packages.get(event.Package) : undefined;
      if (event.Test === undefined && packageRun?.ended && !options.quiet) print(packageLine(packageRun, style));
    },
    end: (result) => {
      progress.stop();
      writer.write(failuresText(result.run, info, style));
      writer.write(summaryLine(result, info, style));
    },
  };
}

import type { PackageRun, TestEvent } from '../../events';
import { benchmarksText } from './benchmarks';
import { retriedText, retryText } from '../diagnosis';
import { failuresText } from './failures';
import { packageLine } from './package-line';
import { Progress } from './progress';
import type { Reporter, RunInfo, Writer } from './reporter';
import { styleFor } from '../style';
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
  const reported = new Set<PackageRun>();
  const report = (run: PackageRun) => {
    if (!run.ended || reported.has(run)) return;
    reported.add(run);
    if (!options.quiet) progress.write(packageLine(run, style, info));
  };
  return {
    onPackages: (importPaths) => progress.expect(importPaths),
    onText: (line) => progress.write(`${line}\n`),
    onEvent: (event, run) => {
      progress.update(run);
      if (options.tests && isShown(event)) progress.write(event.Output ?? '');
      const packageRun = event.Package !== undefined ? run.packages.get(event.Package) : undefined;
      if (packageRun !== undefined) report(packageRun);
    },
    onRetry: (...retry) => progress.write(retryText(...retry, style)),
    end: (result) => {
      progress.stop();
      // Some outcomes are known only now: those of Go 1.23's build failures, and of packages that were cut off.
      for (const run of result.run.packages.values()) report(run);
      if (!options.tests) writer.write(benchmarksText(result.run));
      writer.write(failuresText(result.run, info, style));
      writer.write(retriedText(result.run));
      writer.write(summaryLine(result, info, style));
    },
  };
}

/** The last words of a package, which its own line says again. */
const LAST_WORDS = /^(PASS|FAIL)\n$|^(ok  |FAIL|\?   )?\t|^coverage: |^exit status \d+\n$/;

/** What `go test -v` prints as well: of tests, and before, between and after them. */
function isShown({ Action, Test, Output = '' }: TestEvent): boolean {
  return Action === 'output' && (Test !== undefined || !LAST_WORDS.test(Output));
}

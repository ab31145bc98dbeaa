import { dots } from './dots';
import { json } from './json';
import { pretty } from './pretty';
import type { Reporter, RunInfo, Writer } from './reporter';

export type ReporterName = 'pretty' | 'dots' | 'verbose' | 'quiet' | 'json';

/** The report of that name. What people need to know beside a stream for programs goes to `people`. */
export function createReporter(name: ReporterName, writer: Writer, info: RunInfo, people: Writer = writer): Reporter {
  switch (name) {
    case 'pretty':
      return pretty(writer, info);
    case 'verbose':
      return pretty(writer, info, { tests: true });
    case 'quiet':
      return pretty(writer, info, { quiet: true });
    case 'dots':
      return dots(writer, info);
    case 'json':
      return json(writer, pretty(people, info, { quiet: true }));
  }
}

import type { TestEvent } from '../events';
import { outputLines } from './output-lines';
import { openPatientFile } from './patient-file';

export interface EventLogSinks {
  readonly onEvent: (event: TestEvent, raw: string) => void;
  /** A line of standard output that is no event. */
  readonly onText: (line: string) => void;
}

/** Takes both streams of `go test -json` apart and keeps the events, each line as Go gave it, in a file. */
export function openEventLog(path: string, sinks: EventLogSinks) {
  const file = openPatientFile(path);
  const take = (event: TestEvent, raw: string) => {
    file.write(`${raw}\n`);
    sinks.onEvent(event, raw);
  };
  return {
    ...outputLines({ onEvent: take, onText: sinks.onText }),
    take,
    /** An event that was made here. */
    event: (event: TestEvent) => take(event, JSON.stringify(event)),
    /** Keeps an event that the run has been told already. Returns its line. */
    append: (event: TestEvent): string => {
      const raw = JSON.stringify(event);
      file.write(`${raw}\n`);
      return raw;
    },
    text: sinks.onText,
    close: file.close,
  };
}

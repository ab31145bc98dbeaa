import { decodeLine, splitLines, type TestEvent } from '../events';
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
  const stdout = splitLines((line) => {
    const { event, raw } = decodeLine(line);
    if (event === undefined) sinks.onText(line);
    else take(event, raw);
  });
  const stderr = splitLines(sinks.onText);
  return {
    stdout: (chunk: Buffer) => stdout.push(chunk),
    stderr: (chunk: Buffer) => stderr.push(chunk),
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
    end: () => {
      stdout.end();
      stderr.end();
    },
    close: file.close,
  };
}

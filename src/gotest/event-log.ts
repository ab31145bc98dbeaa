import { closeSync, openSync, writeSync } from 'node:fs';
import { decodeLine, splitLines, type TestEvent } from '../events';
import { outputUnwritable } from '../errors/gotest-errors';

export interface EventLogSinks {
  readonly onEvent: (event: TestEvent, raw: string) => void;
  /** A line of standard output that is no event. */
  readonly onText: (line: string) => void;
}

export type EventLog = ReturnType<typeof openEventLog>;

/** Takes both streams of `go test -json` apart and keeps the events, each line as Go gave it, in a file. */
export function openEventLog(path: string, sinks: EventLogSinks) {
  const file = open(path);
  const take = (event: TestEvent, raw: string) => {
    writeSync(file, `${raw}\n`);
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
    /** An event that was made here. */
    event: (event: TestEvent) => take(event, JSON.stringify(event)),
    text: sinks.onText,
    end: () => {
      stdout.end();
      stderr.end();
    },
    close: () => closeSync(file),
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw outputUnwritable(path, (error as Error).message);
  }
}

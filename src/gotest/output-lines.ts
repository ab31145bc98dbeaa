import { decodeLine, splitLines, type TestEvent } from '../events';

interface Sinks {
  readonly onEvent: (event: TestEvent, raw: string) => void;
  /** A line that is no event. */
  readonly onText: (line: string) => void;
}

/** Takes both streams of `go test -json` apart. */
export function outputLines({ onEvent, onText }: Sinks) {
  const stdout = splitLines((line) => {
    const { event, raw } = decodeLine(line);
    if (event === undefined) onText(line);
    else onEvent(event, raw);
  });
  const stderr = splitLines(onText);
  return {
    stdout: (chunk: Buffer) => stdout.push(chunk),
    stderr: (chunk: Buffer) => stderr.push(chunk),
    end: () => {
      stdout.end();
      stderr.end();
    },
  };
}

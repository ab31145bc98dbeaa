import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeLine, splitLines, TestRun, type TestEvent } from '..';
import { NATIVE } from './places';

export interface Recorded {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** A stream made by record.mjs. */
export function recorded(name: string): Recorded {
  const read = (file: string) => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0));
  return {
    stdout: readFileSync(join(__dirname, `${name}.jsonl`)),
    stderr: read(join(__dirname, `${name}.stderr.txt`)),
  };
}

export type Listener = (event: TestEvent | undefined, run: TestRun, raw: string) => void;

/** Plays a stream into a run as the engine does; standard error comes last, as it may. */
export function play({ stdout, stderr }: Recorded, place = NATIVE, listener: Listener = () => undefined): TestRun {
  const run = new TestRun(place);
  const text = (raw: string) => {
    run.applyText(raw);
    listener(undefined, run, raw);
  };
  const lines = splitLines((line) => {
    const { event, raw } = decodeLine(line);
    if (event === undefined) return text(raw);
    run.apply(event);
    listener(event, run, raw);
  });
  lines.push(stdout);
  lines.end();
  const errors = splitLines(text);
  errors.push(stderr);
  errors.end();
  run.finish();
  return run;
}

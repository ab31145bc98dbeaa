import type { Writer } from '../../reports';

/** The two streams of a task. */
export interface Streams {
  readonly out: Writer;
  /** For people who read beside a program that reads the other. */
  readonly err: Writer;
}

/** Those of this process. */
export function processStreams(): Streams {
  return { out: terminal(), err: aside() };
}

/** Both in one text, in the order in which they were written: what Nx keeps of the process of a task. */
export function capturedStreams(env: NodeJS.ProcessEnv): Streams & { readonly text: () => string } {
  const texts: string[] = [];
  const write = (text: string) => void texts.push(text);
  return { out: { ...terminal(env), write, live: false }, err: { ...aside(env), write }, text: () => texts.join('') };
}

/** Standard output as a report may use it. NO_COLOR wins over FORCE_COLOR, which Nx sets for its tasks. @internal */
export function terminal(env: NodeJS.ProcessEnv = process.env): Writer {
  const { stdout } = process;
  const isForced = env.FORCE_COLOR !== undefined && !['', '0', 'false'].includes(env.FORCE_COLOR);
  const onCi = env.CI !== undefined && env.CI !== 'false';
  return {
    write: (text) => void stdout.write(text),
    live: stdout.isTTY === true && !onCi && env.TERM !== 'dumb',
    // Asked each time: windows are resized. A pseudo-terminal that was given no size has 0.
    get columns() {
      return stdout.columns || 80;
    },
    color: !env.NO_COLOR && (isForced || stdout.isTTY === true),
  };
}

/** Standard error, for people who read beside a program that reads standard output. */
function aside(env: NodeJS.ProcessEnv = process.env): Writer {
  return { ...terminal(env), write: (text) => void process.stderr.write(text), live: false, color: false, columns: 80 };
}

/** Nx ends an executor's process as soon as it returns, and what its pipes still hold is lost. */
export async function flushed(): Promise<void> {
  const streams = [process.stdout, process.stderr];
  await Promise.all(streams.map((stream) => new Promise<void>((resolve) => void stream.write('', () => resolve()))));
}

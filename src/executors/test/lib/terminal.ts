import type { Writer } from '../../../reports';

/** Standard output as a report may use it. NO_COLOR wins over FORCE_COLOR, which Nx sets for its tasks. */
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
export function aside(env: NodeJS.ProcessEnv = process.env): Writer {
  return { ...terminal(env), write: (text) => void process.stderr.write(text), live: false, color: false, columns: 80 };
}

/** Nx ends an executor's process as soon as it returns, and what its pipes still hold is lost. */
export async function flushed(): Promise<void> {
  const streams = [process.stdout, process.stderr];
  await Promise.all(streams.map((stream) => new Promise<void>((resolve) => void stream.write('', () => resolve()))));
}

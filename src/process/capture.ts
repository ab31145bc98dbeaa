import { captureSignal } from './kill-captures';
import { loadExeca } from './load-execa';
import { killTree } from './terminate';

export interface CaptureOptions {
  readonly cwd?: string;
  /** The whole environment of the child; default: this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Standard input; default: none. */
  readonly input?: string;
  /** Milliseconds until the child is killed with SIGKILL, default 30,000. */
  readonly timeout?: number;
  /** Aborting kills the child at once. */
  readonly signal?: AbortSignal;
  /** Called with the first output, while the child is sure to run if it waits for the end of its input, which comes then. */
  readonly onOutput?: (pid: number) => void;
}

/** What came of a short command. A command that could not be started has `errno` and no exit code. */
export interface Captured {
  readonly exitCode?: number;
  readonly signal?: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** The system's error name, for example ENOENT or ENOEXEC, when nothing was started. */
  readonly errno?: string;
}

/** Runs a short command to its end and returns everything about it as a value; it never throws. No shell. */
export async function capture(argv: readonly string[], options: CaptureOptions = {}): Promise<Captured> {
  const { execa } = await loadExeca();
  const [file = '', ...args] = argv;
  const child = execa(file, args, {
    cwd: options.cwd,
    env: options.env,
    extendEnv: options.env === undefined,
    ...inputOf(options),
    reject: false,
    stripFinalNewline: false,
  });
  child.stdout?.once('data', () => {
    if (child.pid !== undefined) options.onOutput?.(child.pid);
    if (options.onOutput !== undefined) child.stdin?.end();
  });
  let timedOut = false;
  // Not execa's timeout and abort: a grandchild that holds the pipes would keep the result waiting.
  const kill = () => child.pid !== undefined && killTree(child.pid);
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, options.timeout ?? 30_000);
  const signals = [options.signal, captureSignal()];
  for (const signal of signals) signal?.addEventListener('abort', kill);
  if (signals.some((signal) => signal?.aborted)) kill();
  const result = await child.finally(() => {
    clearTimeout(timer);
    for (const signal of signals) signal?.removeEventListener('abort', kill);
  });
  return {
    exitCode: result.exitCode,
    signal: result.signal,
    stdout: result.stdout ?? '',
    stderr: result.stderr ?? '',
    timedOut,
    errno: result.exitCode === undefined && result.signal === undefined ? errnoOf(result) : undefined,
  };
}

function inputOf({
  input,
  onOutput,
}: CaptureOptions): { readonly input: string } | { readonly stdin: 'pipe' | 'ignore' } {
  if (input !== undefined) return { input };
  return { stdin: onOutput === undefined ? 'ignore' : 'pipe' };
}

function errnoOf(result: { code?: string; cause?: unknown }): string {
  const cause = result.cause as NodeJS.ErrnoException | undefined;
  return result.code ?? cause?.code ?? 'EUNKNOWN';
}

import type { Readable } from 'node:stream';
import { CrossTestError } from '../errors';
import { spawnFailed } from './errors';
import type { Guard } from './guard';
import { enforceLimits, type Enforced, type Limits } from './limits';
import { loadExeca } from './load-execa';
import { killStragglers, terminateGroup } from './terminate';

export interface StreamOptions {
  readonly cwd: string;
  /** The whole environment of the child: nothing is added and this process's own is not touched. */
  readonly env: NodeJS.ProcessEnv;
  readonly onStdout: (chunk: Buffer) => void;
  readonly onStderr: (chunk: Buffer) => void;
  /** Ends the command when this process is killed and cannot. A signal to it is a cancel. */
  readonly guard: Guard;
  /** Aborting ends the whole process group, and keeps a command from being started. */
  readonly signal?: AbortSignal;
  /** Without them there is no limit of time, and what outlives the child is killed at once. */
  readonly limits?: Limits;
}

export interface Streamed {
  readonly exitCode?: number;
  readonly signal?: string;
  readonly cancelled: boolean;
  /** Processes of the group outlived their leader and were killed. */
  readonly stragglers: boolean;
  /** It got SIGQUIT for its limit of time. */
  readonly overdue?: boolean;
  /** Its output stayed open, or it stayed alive, beyond its grace. */
  readonly cutOff?: boolean;
}

/**
 * Runs a long command in a process group of its own and hands over its output as it comes.
 * The abort signal, or the death of this process, ends the whole group.
 * Throws CrossTestError `spawnFailed` when the command cannot be started.
 */
export async function stream(argv: readonly string[], options: StreamOptions): Promise<Streamed> {
  const { execa } = await loadExeca();
  const { guard, signal } = options;
  if (guard.signalled || signal?.aborted) return { cancelled: true, stragglers: false };
  const [file = '', ...args] = argv;
  const child = execa(file, args, {
    cwd: options.cwd,
    env: options.env,
    extendEnv: false,
    // A group of its own: a terminal's Ctrl-C must reach it through us only, or Nx loses sight of the children.
    detached: process.platform !== 'win32',
    cleanup: false,
    stdin: 'ignore',
    buffer: false,
    reject: false,
  });
  drain(child.stdout, options.onStdout);
  drain(child.stderr, options.onStderr);
  if (child.pid === undefined) throw await startError(file, child);
  const leader = child.pid;
  guard.protect(leader);
  const cancel = watchForCancel(leader, guard, signal);
  const limits = options.limits && enforceLimits(child, options.limits);
  let stragglers = false;
  const end = () => void (stragglers = !cancel.requested() && killStragglers(leader));
  // At once: a straggler may hold the output pipes that the result waits for. After a cancel it has its time of grace.
  if (limits === undefined) child.once('exit', end);
  const result = await child;
  limits?.dispose();
  if (limits !== undefined) end();
  await cancel.settled();
  guard.release(leader);
  const ended = { exitCode: result.exitCode, signal: result.signal, cancelled: cancel.requested(), stragglers };
  return limits === undefined ? ended : { ...ended, ...outcomeOf(limits) };
}

/** What is known of a child's end although its output was taken away from it. */
function outcomeOf({ overdue, cutOff, exit }: Enforced) {
  return { overdue, cutOff, exitCode: exit?.code ?? undefined, signal: exit?.signal ?? undefined };
}

function drain(source: Readable | null, sink: (chunk: Buffer) => void): void {
  source?.on('data', sink);
}

async function startError(
  file: string,
  child: PromiseLike<{ code?: string; cause?: unknown }>,
): Promise<CrossTestError> {
  const { code, cause } = await child;
  return spawnFailed(file, code ?? (cause as NodeJS.ErrnoException | undefined)?.code ?? 'EUNKNOWN', cause);
}

function watchForCancel(leader: number, guard: Guard, signal?: AbortSignal) {
  let termination: Promise<void> | undefined;
  const cancel = () => void (termination ??= terminateGroup(leader));
  const off = guard.onSignal(cancel);
  signal?.addEventListener('abort', cancel);
  return {
    requested: () => termination !== undefined,
    settled: async () => {
      await termination;
      off();
      signal?.removeEventListener('abort', cancel);
    },
  };
}

import type { ChildProcess } from 'node:child_process';
import { killGroup, killTree, send } from './terminate';

/** How long a child may take, and how long its output may stay open afterwards: as cmd/go treats a test binary. */
export interface Limits {
  /** Milliseconds until SIGQUIT, on which a Go program prints its stacks and ends; default: none. */
  readonly quitAfter?: number;
  /**
   * Milliseconds that are left after SIGQUIT, or after the child's end to whoever holds its output still; then
   * everything is killed. Default: no limit.
   */
  readonly grace?: number;
}

export interface Enforced {
  /** SIGQUIT was sent. */
  readonly overdue: boolean;
  /** Something was killed for the end of the grace. */
  readonly cutOff: boolean;
  /** The child's own end; the output may end later. */
  readonly exit?: { readonly code: number | null; readonly signal: string | null };
}

/** A timer of Node that is set to more fires at once. */
const LONGEST = 2 ** 31 - 1;

/** Keeps a child within its limits (os/exec, Cmd.WaitDelay). The returned value changes until its output has ended. */
export function enforceLimits(child: ChildProcess, { quitAfter, grace }: Limits): Enforced & { dispose(): void } {
  const found = { overdue: false, cutOff: false, exit: undefined as Enforced['exit'] };
  const timers: NodeJS.Timeout[] = [];
  const after = (time: number | undefined, what: () => void) => {
    if (time !== undefined) timers.push(setTimeout(what, Math.min(time, LONGEST)));
  };
  const cutOff = () => {
    found.cutOff = true;
    if (found.exit === undefined) killTree(child.pid!);
    killGroup(child.pid!);
    // Whoever left the group may hold the output for ever.
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  after(quitAfter, () => {
    found.overdue = true;
    send(child.pid!, 'SIGQUIT');
    after(grace, cutOff);
  });
  child.once('exit', (code, signal) => {
    found.exit = { code, signal };
    // The time of SIGQUIT does not come any more, and a grace that has begun goes on.
    if (found.overdue) return;
    timers.forEach(clearTimeout);
    after(grace, cutOff);
  });
  return Object.assign(found, { dispose: () => timers.forEach(clearTimeout) });
}

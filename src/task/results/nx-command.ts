import { readText } from '../../files';
import { isThere, procStat, startTicks } from '../../process';

/** The process of a command of Nx. */
export interface Command {
  readonly pid: number;
  /** When it started, as the kernel counts: ids are given again. Empty where nobody can tell. */
  readonly start: string;
}

let own: Command | undefined;

/** The command that this process is a task of: its parent, or on a terminal the parent of Nx's own fork.js. */
export function commandOf(): Command {
  return (own ??= find());
}

function find(): Command {
  const parent = process.ppid;
  const cmdline = readText(`/proc/${parent}/cmdline`, 'latin1') ?? '';
  const pid = /\/tasks-runner\/fork(\.js)?\0/.test(cmdline) ? Number(procStat(parent)?.[1]) : parent;
  return { pid, start: startOf(pid) };
}

export function isAlive({ pid, start }: Command): boolean {
  return isThere(pid) && startOf(pid) === start;
}

function startOf(pid: number): string {
  return startTicks(pid) ?? '';
}

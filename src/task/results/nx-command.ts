import { readText } from '../../files';
import { isThere } from '../../process';

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
  const pid = /\/tasks-runner\/fork(\.js)?\0/.test(proc(parent, 'cmdline')) ? Number(stat(parent)[1]) : parent;
  return { pid, start: startOf(pid) };
}

export function isAlive({ pid, start }: Command): boolean {
  return isThere(pid) && startOf(pid) === start;
}

/** proc_pid_stat(5), field 22. */
function startOf(pid: number): string {
  return stat(pid)[19] ?? '';
}

/** The fields from the third on. */
function stat(pid: number): string[] {
  const text = proc(pid, 'stat');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function proc(pid: number, name: string): string {
  return readText(`/proc/${pid}/${name}`, 'latin1') ?? '';
}

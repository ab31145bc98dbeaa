import { readFileSync } from 'node:fs';

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
  const pid = /\/tasks-runner\/fork(\.js)?\0/.test(read(parent, 'cmdline')) ? Number(stat(parent)[1]) : parent;
  return { pid, start: startOf(pid) };
}

export function isAlive({ pid, start }: Command): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startOf(pid) === start;
}

/** proc_pid_stat(5), field 22. */
function startOf(pid: number): string {
  return stat(pid)[19] ?? '';
}

/** The fields from the third on. */
function stat(pid: number): string[] {
  const text = read(pid, 'stat');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

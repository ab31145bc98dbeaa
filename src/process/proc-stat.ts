import { readText } from '../files';

/**
 * What Linux says of a process, from the third field of proc_pid_stat(5) on: the command before it stands in parentheses
 * and may hold spaces and parentheses of its own. Undefined where there is no such process, and on other systems.
 */
export function procStat(pid: number): string[] | undefined {
  const text = readText(`/proc/${pid}/stat`, 'latin1');
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** When a process started, in hundredths of a second since the start of the system. */
export function startTicks(pid: number): string | undefined {
  return procStat(pid)?.[19];
}

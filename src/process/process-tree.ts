import { readFileSync, readdirSync } from 'node:fs';

interface Stat {
  readonly pid: number;
  readonly state: string;
  readonly parent: number;
  readonly group: number;
}

/** Every process below `root`, also those that left its process group. Linux only: elsewhere the list is empty. */
export function descendants(root: number): number[] {
  const stats = readStats();
  const childrenOf = (pid: number) => stats.filter(({ parent }) => parent === pid).map((child) => child.pid);
  const found = childrenOf(root);
  // The list grows while it is walked.
  for (const pid of found) found.push(...childrenOf(pid));
  return found;
}

/** Who still runs in a process group. Orphans that ended count for nothing: some init reaps them late or never. */
export function groupMembers(leader: number): number[] {
  try {
    process.kill(-leader, 0);
  } catch {
    return [];
  }
  const stats = readStats();
  // Without /proc there is only the kernel's word that there is somebody.
  if (stats.length === 0) return [leader];
  return stats.filter((stat) => stat.group === leader && !hasEnded(stat)).map(({ pid }) => pid);
}

export function isRunning(pid: number): boolean {
  const stat = readStat(String(pid));
  return stat !== undefined && !hasEnded(stat);
}

const hasEnded = ({ state }: Stat) => /[ZX]/.test(state);

function readStats(): Stat[] {
  try {
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return pids.map(readStat).filter((stat) => stat !== undefined);
  } catch {
    return [];
  }
}

function readStat(pid: string): Stat | undefined {
  try {
    // proc_pid_stat(5): the command, in parentheses, may hold spaces and parentheses of its own.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid: Number(pid), state: state!, parent: Number(parent), group: Number(group) };
  } catch {
    return undefined;
  }
}

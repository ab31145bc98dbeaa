import { namesIn } from '../files';
import { procStat } from './proc-stat';

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
  const stat = readStat(pid);
  return stat !== undefined && !hasEnded(stat);
}

const hasEnded = ({ state }: Stat) => /[ZX]/.test(state);

function readStats(): Stat[] {
  return namesIn('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readStat(Number(name)) ?? []) : []));
}

function readStat(pid: number): Stat | undefined {
  const [state, parent, group] = procStat(pid) ?? [];
  return state === undefined ? undefined : { pid, state, parent: Number(parent), group: Number(group) };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { descendants, groupMembers, isRunning } from './process-tree';

/**
 * Milliseconds between SIGTERM and SIGKILL, enough to remove a folder. Nx goes on waiting until init has reaped every
 * orphan, which some containers' init does late or never, and sends SIGKILL itself 5 s after a cancel.
 */
const GRACE = 500;

/** Ends a whole process group and what was started below it: SIGTERM, half a second of grace, SIGKILL. */
export async function terminateGroup(leader: number): Promise<void> {
  const end = performance.now() + GRACE;
  const known = new Set([...descendants(leader), ...groupMembers(leader)]);
  signalAll(leader, known, 'SIGTERM');
  while (performance.now() < end && remains(leader, known)) await sleep(50);
  for (const pid of descendants(leader)) known.add(pid);
  signalAll(leader, known, 'SIGKILL');
}

/** The known ones first: one file each, where a look at the whole group reads all of /proc. */
function remains(leader: number, known: Set<number>): boolean {
  return [...known].some(isRunning) || groupMembers(leader).length > 0;
}

/** Kills a process and everything below it, at once. */
export function killTree(root: number): void {
  // Stopped first: it can neither start another child behind our back nor go on when its children are gone.
  send(root, 'SIGSTOP');
  for (const pid of [...descendants(root), root]) send(pid, 'SIGKILL');
}

/** Kills what a finished leader left behind in its group. Returns whether there was anything. */
export function killStragglers(leader: number): boolean {
  return groupMembers(leader).length > 0 && killGroup(leader);
}

/** Kills a process group, at once. Returns whether there was one. */
export function killGroup(leader: number): boolean {
  return send(-leader, 'SIGKILL');
}

function signalAll(leader: number, pids: Iterable<number>, signal: NodeJS.Signals): void {
  send(-leader, signal);
  for (const pid of pids) send(pid, signal);
}

/** Returns whether there was somebody to send it to. */
export function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

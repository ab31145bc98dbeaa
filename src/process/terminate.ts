import { setTimeout as sleep } from 'node:timers/promises';
import { descendants } from './process-tree';

/** Milliseconds between SIGTERM and SIGKILL. Nx itself sends SIGKILL 5 s after a cancel; the tree is gone before. */
const GRACE = 1_000;

/** Ends a whole process group and what was started below it: SIGTERM, a second of grace, SIGKILL. */
export async function terminateGroup(leader: number): Promise<void> {
  const known = new Set(descendants(leader));
  signalAll(leader, known, 'SIGTERM');
  for (let waited = 0; waited < GRACE && groupExists(leader); waited += 50) await sleep(50);
  for (const pid of descendants(leader)) known.add(pid);
  signalAll(leader, known, 'SIGKILL');
}

/** Kills a process and everything below it, at once. */
export function killTree(root: number): void {
  // Stopped first: it can neither start another child behind our back nor go on when its children are gone.
  send(root, 'SIGSTOP');
  for (const pid of [...descendants(root), root]) send(pid, 'SIGKILL');
}

/** Kills what a finished leader left behind in its group. Returns whether there was anything. */
export function killStragglers(leader: number): boolean {
  if (!groupExists(leader)) return false;
  send(-leader, 'SIGKILL');
  return true;
}

function signalAll(leader: number, pids: Iterable<number>, signal: NodeJS.Signals): void {
  send(-leader, signal);
  for (const pid of pids) send(pid, signal);
}

function groupExists(leader: number): boolean {
  return send(-leader, 0);
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
}

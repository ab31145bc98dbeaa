import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Ends process groups that this process can no longer end, and brings news of a cancel. */
export interface Guard {
  /** Somebody signalled it to end: a cancel. */
  readonly signalled: boolean;
  /** Calls back when that happens, until the function that is returned is called. */
  onSignal(callback: () => void): () => void;
  protect(group: number): void;
  /** That group has ended. */
  release(group: number): void;
  /** Nothing is left to guard. News of a signal that came before are there when this resolves. */
  end(): Promise<void>;
}

const nothing = () => undefined;
const IDLE: Guard = {
  signalled: false,
  onSignal: () => nothing,
  protect: nothing,
  release: nothing,
  end: async () => undefined,
};

/**
 * Starts guard.sh (see there). To be called before anything is started that it guards: Nx looks at its process tree
 * once, and whoever sees that process must see the guard. Windows has no process groups: the guard does nothing there.
 * @param scratch Folder to remove when this process dies before it has called `end`.
 */
export function startGuard(scratch = ''): Guard {
  if (process.platform === 'win32') return IDLE;
  // Not through execa: its own bookkeeping would end the guard together with this process, which it must outlive.
  const guard = spawn('/bin/sh', [join(__dirname, 'guard.sh'), scratch], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
    env: {},
  });
  const ended = new Promise<void>((resolve) => {
    guard.on('error', () => resolve());
    guard.on('close', () => resolve());
  });
  guard.stdin.on('error', nothing);
  const listeners = new Set<() => void>();
  let signalled = false;
  const tell = () => {
    signalled = true;
    for (const listener of listeners) listener();
  };
  guard.stdout.on('data', tell);
  // Before its first line has run, a signal ends the guard.
  guard.on('exit', (_code, signal) => signal !== null && tell());
  return {
    get signalled() {
      return signalled;
    },
    onSignal: (callback) => {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    protect: (group) => void guard.stdin.write(`+${group}\n`),
    release: (group) => void guard.stdin.write(`-${group}\n`),
    end: () => {
      guard.stdin.end('done\n');
      return ended;
    },
  };
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Guard {
  /** Calls back when somebody signals the guard to end: a cancel. */
  onSignal(callback: () => void): void;
  /** From here on the process group is ended when this process is. */
  protect(group: number): void;
  /** The group has ended, or there was none. What the guard was signalled before is reported before this resolves. */
  release(): Promise<void>;
}

const IDLE: Guard = { onSignal: () => undefined, protect: () => undefined, release: async () => undefined };

/**
 * Starts guard.sh (see there). To be called before the process is started that it guards: Nx looks at its process tree
 * once, and whoever sees that process must see the guard. Windows has no process groups: the guard does nothing there.
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
  guard.stdin.on('error', () => undefined);
  return {
    onSignal: (callback) => {
      guard.stdout.on('data', callback);
      // Before its first line has run, a signal ends the guard.
      guard.on('exit', (_code, signal) => signal !== null && callback());
    },
    protect: (group) => void guard.stdin.write(`${group}\n`),
    release: () => {
      guard.stdin.end('done\n');
      return ended;
    },
  };
}

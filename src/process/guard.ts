import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Guard {
  /** Calls back when somebody signals the guard to end: a cancel. */
  onSignal(callback: () => void): void;
  /** The group has ended. */
  release(): Promise<void>;
}

/** Starts guard.sh (see there) for a process group. Windows has no process groups: the guard does nothing there. */
export function startGuard(group: number, scratch = ''): Guard {
  if (process.platform === 'win32') return { onSignal: () => undefined, release: async () => undefined };
  // Not through execa: its own bookkeeping would end the guard together with this process, which it must outlive.
  const guard = spawn('/bin/sh', [join(__dirname, 'guard.sh'), String(group), scratch], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
    env: {},
  });
  const ended = new Promise<void>((resolve) => {
    guard.on('error', () => resolve());
    guard.on('exit', () => resolve());
  });
  guard.stdin.on('error', () => undefined);
  return {
    onSignal: (callback) => void guard.stdout.on('data', callback),
    release: () => {
      guard.stdin.end('done\n');
      return ended;
    },
  };
}

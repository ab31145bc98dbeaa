import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Guard {
  /** Calls back when the guard ended the group by itself: somebody cancelled. */
  onFired(callback: () => void): void;
  /** The group has ended. Returns whether it was the guard that ended it. */
  release(): Promise<boolean>;
}

/** Starts guard.sh (see there) for a process group. Windows has no process groups: the guard does nothing there. */
export function startGuard(group: number, scratch = ''): Guard {
  if (process.platform === 'win32') return { onFired: () => undefined, release: async () => false };
  // Not through execa: its own bookkeeping would end the guard together with this process, which it must outlive.
  const guard = spawn('/bin/sh', [join(__dirname, 'guard.sh'), String(group), scratch], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: {},
  });
  const fired = new Promise<boolean>((resolve) => {
    guard.on('error', () => resolve(false));
    guard.on('exit', (code) => resolve(code !== 0));
  });
  guard.stdin.on('error', () => undefined);
  return {
    onFired: (callback) => void fired.then((yes) => yes && callback()),
    release: () => {
      guard.stdin.end('done\n');
      return fired;
    },
  };
}

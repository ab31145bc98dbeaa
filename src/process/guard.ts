import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Guard {
  /** Calls back when the guard ended the group by itself: somebody cancelled. */
  onFired(callback: () => void): void;
  /** The group has ended in an orderly way. */
  release(): void;
}

/** Starts guard.sh (see there) for a process group. Windows has no process groups: the guard does nothing there. */
export function startGuard(group: number, scratch = ''): Guard {
  if (process.platform === 'win32') return { onFired: () => undefined, release: () => undefined };
  // Not through execa: its own bookkeeping would end the guard together with this process, which it must outlive.
  const guard = spawn('/bin/sh', [join(__dirname, 'guard.sh'), String(group), scratch], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: {},
  });
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  let released = false;
  return {
    onFired: (callback) => void guard.on('exit', () => released || callback()),
    release: () => {
      released = true;
      guard.stdin.end('done\n');
    },
  };
}

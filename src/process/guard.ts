import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Ends process groups and removes folders when this process no longer can, and brings news of a cancel. */
export interface Guard {
  /** Somebody signalled it to end: a cancel. */
  readonly signalled: boolean;
  /** Calls back when that happens, until the function that is returned is called. */
  onSignal(callback: () => void): () => void;
  protect(group: number): void;
  /** That group has ended. */
  release(group: number): void;
  /** The folder is ours to remove. */
  adopt(folder: string): void;
  /** It is removed. */
  drop(folder: string): void;
  /** Nothing is left to guard. */
  end(): Promise<void>;
}

/** The guards of this process that have not ended. */
const guards = new Set<Guard>();

/** Lets the guard of this process remove a folder, if the process cannot; until the function that is returned is called. */
export function guardFolder(folder: string): () => void {
  const adopted = [...guards];
  for (const guard of adopted) guard.adopt(folder);
  return () => {
    for (const guard of adopted) guard.drop(folder);
  };
}

const nothing = () => undefined;
const IDLE: Guard = {
  ...{ signalled: false, onSignal: () => nothing, end: async () => undefined },
  ...{ protect: nothing, release: nothing, adopt: nothing, drop: nothing },
};

/**
 * Starts guard.sh (see there), one for all that this process starts, and before any of it: Nx looks at its process tree,
 * signals the leaves and leaves alone who has other children by then. Windows has no process groups: the guard does
 * nothing there.
 */
export function startGuard(): Guard {
  if (process.platform === 'win32') return IDLE;
  // Not through execa: its own bookkeeping would end the guard together with this process, which it must outlive.
  const guard = spawn('/bin/sh', [join(__dirname, 'guard.sh')], {
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
  const say = (verb: string, what: string | number) => {
    // A path with an end of line in it would be two words, and the first of them another folder.
    if (!String(what).includes('\n')) guard.stdin.write(`${verb}${what}\n`);
  };
  const started: Guard = {
    get signalled() {
      return signalled;
    },
    onSignal: (callback) => {
      listeners.add(callback);
      return () => void listeners.delete(callback);
    },
    protect: (group) => say('+', group),
    release: (group) => say('-', group),
    adopt: (folder) => say('>', folder),
    drop: (folder) => say('<', folder),
    end: () => {
      guards.delete(started);
      guard.stdin.end('done\n');
      return ended;
    },
  };
  guards.add(started);
  return started;
}

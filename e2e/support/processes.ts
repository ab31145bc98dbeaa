import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Process {
  readonly pid: number;
  readonly command: string;
}

/**
 * Every live process that has `mark` in its environment, its arguments or its working directory: whatever a command
 * started, whatever it is called and whoever its parent is by now. Choose a path for the mark that nobody else knows.
 */
export function processesMarked(mark: string): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => isMarked(name, mark) && isAlive(Number(name)))
    .map((name) => ({ pid: Number(name), command: commandOf(name) }));
}

/** A zombie has ended: only its parent has not asked yet. */
export function isAlive(pid: number): boolean {
  return /^\d+ \(.*\) [^ZX]/s.test(read(`/proc/${pid}/stat`));
}

function isMarked(name: string, mark: string): boolean {
  return (
    ['environ', 'cmdline'].some((file) => read(`/proc/${name}/${file}`).includes(mark)) || cwd(name).includes(mark)
  );
}

function commandOf(name: string): string {
  return read(`/proc/${name}/cmdline`).split('\0').join(' ').trim() || read(`/proc/${name}/comm`).trim();
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // Ended meanwhile.
  }
}

function cwd(name: string): string {
  try {
    return readlinkSync(`/proc/${name}/cwd`);
  } catch {
    return '';
  }
}

/** For failed tests: they must not leave anything behind either. */
export function killAll(processes: readonly Process[]): void {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended meanwhile.
    }
  }
}

/** What is left of the marked processes when they had `seconds` to end: a daemon ends a little after it was told to. */
export async function remaining(mark: string, seconds: number): Promise<Process[]> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await sleep(100)) {
    if (processesMarked(mark).length === 0) return [];
  }
  return processesMarked(mark);
}

import { readFact, writeData } from '../../golang';
import type { Narrowed } from '../../task-key';
import type { Unforeseen } from './unforeseen-targets';

/** What is found out about targets as Nx has them in the end. */
interface Found {
  readonly unforeseen: readonly Unforeseen[];
  readonly narrowed: readonly Narrowed[];
  /** The projects of which a target's flags name files, or its option `env` the one of `go env -w`. */
  readonly naming: readonly string[];
}

/** What the last computation of the graph in this process found, where no file can be written. */
const latest = new Map<string, unknown>();

/** Tells preTasksExecution, which may run in another process, and does not see what Nx made of the targets. */
export function handOverFound(root: string, found: Found): void {
  for (const [name, targets] of Object.entries(found)) {
    latest.set(`${root}\0${name}`, targets);
    const known = readFact(root, name) ?? [];
    if (JSON.stringify(known) !== JSON.stringify(targets)) writeData(root, name, targets);
  }
}

export function unforeseenOf(root: string): Found['unforeseen'] {
  return foundOf(root, 'unforeseen');
}

export function narrowedOf(root: string): Found['narrowed'] {
  return foundOf(root, 'narrowed');
}

/** Inputs know nothing of such files. */
export function namesFlagFiles(root: string): boolean {
  return foundOf(root, 'naming').length > 0;
}

function foundOf<K extends keyof Found>(root: string, name: K): Found[K] {
  const written = readFact(root, name);
  return (Array.isArray(written) ? written : (latest.get(`${root}\0${name}`) ?? [])) as Found[K];
}

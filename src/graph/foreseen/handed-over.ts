import { readFact, writeData } from '../../golang';
import type { Unforeseen } from './unforeseen-targets';

const NAME = 'unforeseen';

/** What the last computation of the graph in this process found, where no file can be written. */
let latest: { readonly root: string; readonly targets: readonly Unforeseen[] } | undefined;

/** Tells preTasksExecution, which may run in another process, and does not see what Nx made of the targets. */
export function handOverUnforeseen(root: string, targets: readonly Unforeseen[]): void {
  latest = { root, targets };
  const known = readFact(root, NAME) ?? [];
  if (JSON.stringify(known) !== JSON.stringify(targets)) writeData(root, NAME, targets);
}

export function unforeseenOf(root: string): readonly Unforeseen[] {
  const written = readFact(root, NAME);
  if (Array.isArray(written)) return written as Unforeseen[];
  return latest?.root === root ? latest.targets : [];
}

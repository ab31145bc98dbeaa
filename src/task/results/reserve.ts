import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import type { Guard } from '../../process';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { isInFolder } from '../../files';
import { underwayIn } from '../../results';

/** Bytes for a summary without the output of tests. */
const SIZE = 64 << 10;

/** Holds room on the disk for the summary of a run whose tests may fill it. The function that is returned gives it back. */
export function reserveRoom({ outputDir, resultsDir }: NormalizedTestOptions, guard: Guard): () => void {
  // Not among the results, where Nx would keep it with those of another run.
  const path = underwayIn(isInFolder(outputDir, resultsDir) ? resultsDir : outputDir, 'room');
  guard.adopt(path);
  try {
    // File systems that compress hold no room for zeros.
    writeFileSync(path, randomBytes(SIZE));
  } catch {
    // There is no room now. Perhaps there is some at the end.
  }
  return () => {
    rmSync(path, { force: true });
    guard.drop(path);
  };
}

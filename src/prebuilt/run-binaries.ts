import { PROFILE_FILE } from '../results';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { malformedProfile } from './errors';
import { mergeProfiles } from './coverage';
import { flagsInForce } from './flags-in-force';
import { runBinary, type BinaryContext, type BinaryRun } from './run-binary';

export interface BinariesEnd {
  /** As of a `go test`. */
  readonly exitCode: number;
  readonly cancelled: boolean;
}

/** Runs a folder of test binaries, several packages at a time, and writes one coverage profile for all. */
export async function runBinaries(
  given: Omit<BinaryContext, 'flags'>,
  onText: (line: string) => void,
): Promise<BinariesEnd> {
  const { unit, set, guard, signal } = given;
  const flags = flagsInForce(unit, set);
  const context = { ...given, flags };
  const runs: BinaryRun[] = [];
  const queue = set.manifest.packages.entries();
  const isCancelled = () => guard.signalled || (signal?.aborted ?? false);
  const isOver = () => isCancelled() || (flags.failfast && runs.some((run) => run?.endedWell === false));
  const worker = async () => {
    for (const [index, one] of queue) {
      if (isOver()) return;
      runs[index] = await runBinary(one, index, context);
    }
  };
  // Benchmarks must not disturb each other, and cmd/go runs them one by one, too.
  const count = flags.isBench ? 1 : (flags.p ?? availableParallelism());
  await Promise.all(Array.from({ length: count }, worker));
  const malformed = writeProfile(context, runs);
  for (const file of malformed) onText(malformedProfile(file));
  const isGood = malformed.length === 0 && runs.every((run) => run.endedWell);
  return { exitCode: isGood ? 0 : 1, cancelled: isCancelled() };
}

function writeProfile({ unit, set }: Pick<BinaryContext, 'unit' | 'set'>, runs: readonly BinaryRun[]): string[] {
  if (set.manifest.cover === undefined) return [];
  return mergeProfiles(
    join(unit.outputDir, PROFILE_FILE),
    set,
    runs.flatMap(({ profile }) => profile ?? []),
  );
}

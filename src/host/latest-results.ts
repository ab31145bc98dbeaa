import { SUMMARY_FILE } from '../results';
import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseJson, readText } from '../files';
import { readCommit } from './checkout';

/** When the results in a folder were last true: at the end of a command that made them, or took them from a cache. */
export interface LatestResults {
  readonly schema: 1;
  /** Nx's hash of the task. */
  readonly hash: string;
  /** What was checked out then; absent outside of a git checkout. */
  readonly commit?: string;
}

/** Task of Nx, as far as it is needed here. */
interface EndedTask {
  readonly hash?: string;
  readonly outputs: readonly string[];
}

/**
 * Notes beside the folder of each task's results that they are those of the commit that is checked out. A summary itself
 * cannot say so: one from the cache names the commit that it was made from.
 */
export async function noteLatestResults(
  root: string,
  tasks: readonly EndedTask[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const folders = tasks.flatMap(({ hash, outputs }) =>
    outputs
      .filter((output) => hash !== undefined && existsSync(join(root, output, SUMMARY_FILE)))
      .map((output) => [join(root, output), hash!] as const),
  );
  if (folders.length === 0) return;
  const commit = await readCommit(root, env);
  for (const [folder, hash] of folders) {
    try {
      writeFileSync(noteOf(folder), `${JSON.stringify({ schema: 1, hash, commit } satisfies LatestResults)}\n`);
    } catch {
      // The report then goes by the commit in the summary.
    }
  }
}

/** What was noted of a folder of results; undefined when nothing was. */
export function latestResults(folder: string): LatestResults | undefined {
  const note = parseJson(readText(noteOf(folder))) as Partial<LatestResults> | null | undefined;
  return note?.schema === 1 && typeof note.hash === 'string' ? (note as LatestResults) : undefined;
}

/**
 * Not in the folder, which is an output of the task: Nx would take it for changed. Hidden, so that whoever lists the folders
 * of results finds ports alone.
 */
function noteOf(folder: string): string {
  return join(dirname(folder), `.${basename(folder)}.latest.json`);
}

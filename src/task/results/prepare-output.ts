import { join } from 'node:path';
import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { outputUnwritable } from '../../gotest';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { removeForgotten, removeResults } from '../../results';

/** Makes the folder and takes the results of an earlier run away: no failure may leave a stale PASS behind. */
export function prepareOutput({ outputDir, resultsDir, kind }: NormalizedTestOptions): void {
  try {
    mkdirSync(outputDir, { recursive: true });
    accessSync(outputDir, constants.W_OK);
    for (const folder of [outputDir, resultsDir]) removeForgotten(folder);
    removeResults(outputDir);
    if (kind.folder) rmSync(join(outputDir, kind.folder.name), { recursive: true, force: true });
  } catch (error) {
    throw outputUnwritable(outputDir, (error as Error).message);
  }
}

import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputUnwritable } from '../../../errors/gotest-errors';
import { binariesIn } from '../../test-binaries/lib/binaries-in';
import { RESULT_FILES } from './check-output';
import type { NormalizedTestOptions } from './normalize-options';

/** Makes the folder and takes the results of an earlier run away: no failure may leave a stale PASS behind. */
export function prepareOutput({ outputDir, kind }: NormalizedTestOptions): void {
  try {
    mkdirSync(outputDir, { recursive: true });
    accessSync(outputDir, constants.W_OK);
    for (const file of RESULT_FILES) rmSync(join(outputDir, file), { force: true });
    if (kind === 'test-binaries') rmSync(binariesIn(outputDir), { recursive: true, force: true });
  } catch (error) {
    throw outputUnwritable(outputDir, (error as Error).message);
  }
}

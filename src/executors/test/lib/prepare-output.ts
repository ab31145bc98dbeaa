import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputUnwritable } from '../../../errors/gotest-errors';
import { binariesIn } from '../../test-binaries/lib/binaries-in';
import type { NormalizedTestOptions } from './normalize-options';

const FILES = ['events.jsonl', 'summary.json', 'junit.xml', 'cover.out'];

/** Makes the folder and takes the results of an earlier run away: no failure may leave a stale PASS behind. */
export function prepareOutput({ outputDir, kind }: NormalizedTestOptions): void {
  try {
    mkdirSync(outputDir, { recursive: true });
    accessSync(outputDir, constants.W_OK);
    for (const file of FILES) rmSync(join(outputDir, file), { force: true });
    // Of executor test-binaries, and of nobody else: `outputDir` may be a folder that holds other things.
    if (kind === 'test-binaries') rmSync(binariesIn(outputDir), { recursive: true, force: true });
  } catch (error) {
    throw outputUnwritable(outputDir, (error as Error).message);
  }
}

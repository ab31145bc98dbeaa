import { accessSync, constants, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputUnwritable } from '../../../errors/gotest-errors';

const FILES = ['events.jsonl', 'summary.json', 'junit.xml', 'cover.out'];

/** Makes the folder and takes the results of an earlier run away: no failure may leave a stale PASS behind. */
export function prepareOutput(outputDir: string): void {
  try {
    mkdirSync(outputDir, { recursive: true });
    accessSync(outputDir, constants.W_OK);
    for (const file of FILES) rmSync(join(outputDir, file), { force: true });
  } catch (error) {
    throw outputUnwritable(outputDir, (error as Error).message);
  }
}

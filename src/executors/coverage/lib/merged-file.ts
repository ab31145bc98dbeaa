import { COVERAGE_FOLDER, PROFILE_FILE, resultFolder } from '../../../results';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { outputUnwritable } from '../../../gotest';
import { rootOf } from './test-targets';

/** Where the merged profile goes. What an earlier run left there is removed: no failure may leave it behind. */
export function mergedFile(context: ExecutorContext): string {
  const file = join(context.root, resultFolder(rootOf(context), COVERAGE_FOLDER), PROFILE_FILE);
  rmSync(file, { force: true });
  return file;
}

export function writeMerged(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw outputUnwritable(dirname(file), (error as Error).message);
  }
}

import { EARLIER_PROFILE_FILE, PROFILE_FILE } from '../results';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestUnit } from './unit';

/** The coverage profile of a unit. */
export function coverProfile({ outputDir }: Pick<TestUnit, 'outputDir'>): string {
  return join(outputDir, PROFILE_FILE);
}

/**
 * Moves the profile away, which the next `go test` would replace. The function that is returned puts what is new behind
 * what was there, as cmd/go does with the profiles of several packages.
 */
export function setAsideProfile(unit: Pick<TestUnit, 'outputDir'>): () => void {
  const path = coverProfile(unit);
  if (!existsSync(path)) return () => undefined;
  const aside = join(unit.outputDir, EARLIER_PROFILE_FILE);
  renameSync(path, aside);
  return () => {
    const [before, after] = [aside, path].map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : ''));
    writeFileSync(path, before + after!.replace(/^mode: .*\n/, ''));
    rmSync(aside);
  };
}

import { JUNIT_FILE, type Summary, writeSummary, writeWhole } from '../../results';
import { join } from 'node:path';
import { junit } from '../../reports';
import { packageFolder, type UnitRun } from '../../gotest';
import type { NormalizedTestOptions } from '../options/normalize-options';
import type { Resolved } from '../prepare/resolved';
import type { BinarySet } from '../../prebuilt';

/** summary.json and junit.xml of a run. */
export function writeResults(options: NormalizedTestOptions, summary: Summary, { run }: UnitRun): void {
  write(options.outputDir, summary, { packages: [...run.packages.values()], reason: summary.reason ?? '' });
}

/** The folders of packages, from the workspace root; undefined for packages from elsewhere. */
export function packageFolders(
  { root }: NormalizedTestOptions,
  { go, binaries }: Resolved,
): (importPath: string) => string | undefined {
  return binaries ? folderInManifest(binaries) : packageFolder(root, go.env.GOMOD ?? '');
}

function folderInManifest({ manifest }: BinarySet): (importPath: string) => string | undefined {
  const folders = new Map(manifest.packages.map(({ importPath, dir }) => [importPath, dir]));
  return (importPath) => folders.get(importPath);
}

/** The same of a run that could not begin. */
export function writeNoResults({ outputDir }: NormalizedTestOptions, summary: Summary): void {
  write(outputDir, summary, { packages: [], reason: summary.reason ?? summary.runner.why });
}

function write(outputDir: string, summary: Summary, rest: Omit<Parameters<typeof junit>[0], 'summary'>): void {
  writeWhole(join(outputDir, JUNIT_FILE), junit({ summary, ...rest }));
  writeSummary(outputDir, summary);
}

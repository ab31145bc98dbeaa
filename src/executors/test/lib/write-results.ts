import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { junit, type Summary } from '../../../reports';
import { packageFolder, type UnitRun } from '../../../gotest';
import type { NormalizedTestOptions } from './normalize-options';

/** summary.json and junit.xml of a run. */
export function writeResults(options: NormalizedTestOptions, summary: Summary, goMod: string, unitRun: UnitRun): void {
  const { run, cancelled } = unitRun;
  write(options.outputDir, summary, {
    packages: [...run.packages.values()],
    reason: cancelled ? 'cancelled' : run.text.join('\n'),
    folderOf: packageFolder(options.root, goMod),
  });
}

/** The same of a run that could not begin. */
export function writeNoResults({ outputDir }: NormalizedTestOptions, summary: Summary): void {
  write(outputDir, summary, { packages: [], reason: summary.runner.why, folderOf: () => undefined });
}

function write(outputDir: string, summary: Summary, rest: Omit<Parameters<typeof junit>[0], 'summary'>): void {
  writeFileSync(join(outputDir, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  writeFileSync(join(outputDir, 'junit.xml'), junit({ summary, ...rest }));
}

import { goTestFailed, noPackages } from '../errors';
import type { CrossTestError } from '../../errors';
import { formatPort } from '../../ports';
import type { UnitRun } from '../../gotest';

/** What is wrong with a run in which no package took part; undefined for any other. */
export function emptyRunError({ run, unit, exitCode, cancelled }: UnitRun): CrossTestError | undefined {
  if (run.packages.size > 0 || cancelled) return undefined;
  const nothingMatched = run.text.some(
    (line) => line.includes('no packages to test') || line.includes('matched no packages'),
  );
  if (nothingMatched || exitCode === 0) return noPackages(unit.options.packages, formatPort(unit.port), unit.project);
  return goTestFailed(run.text.join('\n'), exitCode, run.diagnosis);
}

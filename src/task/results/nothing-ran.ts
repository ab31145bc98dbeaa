import type { UnitRun } from '../../gotest';

const SELECTING = ['run', 'skip', 'bench', 'fuzz'] as const;

/** A line for a run in which the options chose none of the tests; empty for any other. A misspelt name looks like success. */
export function nothingRanText({ run, unit }: Pick<UnitRun, 'run' | 'unit'>): string {
  const { options, plan } = unit;
  const chosen = SELECTING.filter((option) => options[option] !== undefined);
  if (plan.compileOnly || run.outcome !== 'noTests' || chosen.length === 0) return '';
  const values = chosen.map((option) => `${option} ${JSON.stringify(options[option])}`).join(', ');
  return `Warning: nothing ran. No test, benchmark, example or fuzz test of any package is chosen by ${values}.\n`;
}

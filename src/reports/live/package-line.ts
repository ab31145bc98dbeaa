import { isSuccess, type PackageRun } from '../../events';
import type { RunInfo } from './reporter';
import { outcomeWords } from '../outcome-words';
import { plural, seconds, type Style } from '../style';

/** `ok    example.com/svc  0.42s  12 tests`, for a package that has ended. */
export function packageLine(run: PackageRun, style: Style, { compileOnly }: Pick<RunInfo, 'compileOnly'> = {}): string {
  const outcome = run.outcome!;
  const word = outcomeWords(outcome).line.padEnd(5);
  const mark = outcome === 'noTests' ? style.faint(word) : isSuccess(outcome) ? style.good(word) : style.bad(word);
  const details =
    outcome === 'noTests'
      ? [run.executed ? 'no tests to run' : 'no test files']
      : [run.cached ? '(cached)' : seconds(run.seconds), counts(run, compileOnly ? 'compiled' : '')];
  const { coverage } = run.notes;
  const all = [...details, coverage && `coverage: ${coverage}`];
  return `${mark} ${run.importPath}  ${style.faint(all.filter(Boolean).join('  '))}\n`;
}

function counts({ tests, outcome }: PackageRun, ifNone: string): string {
  const { passed, failed, skipped } = tests;
  const parts = [failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`].filter(Boolean);
  const total = passed + failed + skipped;
  if (total === 0) return outcome === 'passed' ? ifNone : '';
  return plural(total, 'test') + (parts.length > 0 ? ` (${parts.join(', ')})` : '');
}

import { isSuccess, type PackageRun } from '../../events';
import { countOutcomes } from '../outcome-words';
import type { RunEnd, RunInfo } from './reporter';
import { plural, seconds, type Style } from '../style';

/** `linux/arm64: 3 packages passed (1 cached), 1 failed · 120 tests passed, 1 failed, 2 skipped · 12.3s` */
export function summaryLine(end: RunEnd, info: RunInfo, style: Style): string {
  const packages = [...end.run.packages.values()];
  const mark = isSuccess(end.outcome) ? style.good : style.bad;
  const parts = [wholePart(end, packages), packagesPart(packages), testsPart(packages), seconds(end.seconds)];
  return `\n${mark(`${info.port}: ${parts.filter(Boolean).join(' · ')}`)}\n`;
}

/** What no package is to blame for. */
function wholePart(
  { cancelled, outcome, refused = 'go test failed' }: RunEnd,
  packages: readonly PackageRun[],
): string {
  if (cancelled) return 'cancelled';
  return !isSuccess(outcome) && packages.every((run) => isSuccess(run.outcome!)) ? refused : '';
}

/** `3 packages passed (1 cached), 1 failed`: the first number says of what it is one. */
function packagesPart(packages: readonly PackageRun[]): string {
  const [[, passed] = ['', 0], ...others] = countOutcomes(packages.map(({ outcome }) => outcome!));
  const cached = packages.filter((run) => run.outcome === 'passed' && run.cached).length;
  const parts: string[] = [];
  if (passed > 0 || packages.length === 0) {
    parts.push(`${plural(passed, 'package')} passed${cached > 0 ? ` (${cached} cached)` : ''}`);
  }
  for (const [words, count] of others) {
    if (count > 0) parts.push(`${parts.length === 0 ? plural(count, 'package') : count} ${words}`);
  }
  return parts.join(', ');
}

function testsPart(packages: readonly PackageRun[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped') => packages.reduce((total, { tests }) => total + tests[key], 0);
  const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
  if (passed + failed + skipped === 0) return '';
  return [`${plural(passed, 'test')} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`]
    .filter(Boolean)
    .join(', ');
}

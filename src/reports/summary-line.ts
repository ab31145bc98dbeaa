import { isSuccess, type PackageRun } from '../events';
import type { RunEnd, RunInfo } from './reporter';
import { plural, seconds, type Style } from './style';

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

function packagesPart(packages: readonly PackageRun[]): string {
  const of = (...outcomes: string[]) => packages.filter(({ outcome }) => outcomes.includes(outcome!)).length;
  const cached = packages.filter((run) => run.outcome === 'passed' && run.cached).length;
  const parts: string[] = [];
  const passed = of('passed');
  if (passed > 0 || packages.length === 0) {
    parts.push(`${plural(passed, 'package')} passed${cached > 0 ? ` (${cached} cached)` : ''}`);
  }
  const words: [string, ...string[]][] = [
    ['failed', 'failed'],
    ['not built', 'buildFailed', 'setupFailed'],
    ['refused by vet', 'vetFailed'],
    ['timed out', 'timedOut'],
    ['crashed', 'crashed'],
    ['not run', 'infrastructure'],
    ['unproven', 'unproven'],
    ['without tests', 'noTests'],
  ];
  for (const [word, ...outcomes] of words) {
    const count = of(...outcomes);
    if (count > 0) parts.push(parts.length === 0 ? `${plural(count, 'package')} ${word}` : `${count} ${word}`);
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

import { failureOf } from './failure-position';
import { OutputBuffer } from './output-buffer';
import type { PackageRun, TestResult } from './package-run';
import type { TestEvent } from './test-event';

/** An event about the package itself, other than its end. */
export function applyToPackage(run: PackageRun, { Action, Output = '' }: TestEvent): void {
  if (Action !== 'output') return;
  run.output.add(Output);
  run.notes.addOfPackage(Output);
  if (Output === 'PASS\n' || Output === 'FAIL\n') {
    run.reported ??= Output === 'PASS\n' ? 'PASS' : 'FAIL';
    run.saidPass ||= Output === 'PASS\n';
    run.closing = new OutputBuffer();
    return;
  }
  run.closing.add(Output);
  if (saysNoTestFiles(run, Output)) run.withoutTestFiles = true;
  if (!Output.startsWith(`ok  \t${run.importPath}\t`)) return;
  run.executed = true;
  run.cached = Output.includes('\t(cached)');
}

/** With coverage, Go says it by the share of statements that are covered. */
function saysNoTestFiles({ importPath }: PackageRun, line: string): boolean {
  return line === `?   \t${importPath}\t[no test files]\n` || line.startsWith(`\t${importPath}\t\tcoverage: `);
}

const RESULTS: Readonly<Record<string, TestResult['result']>> = { pass: 'passed', fail: 'failed', skip: 'skipped' };

/** An event about one test of a package. */
export function applyToTest(run: PackageRun, test: string, { Action, Output, Elapsed = 0 }: TestEvent): void {
  if (Action === 'run') beginTest(run, test);
  if (Action === 'output') {
    bufferOf(run, test).add(Output ?? '');
    run.notes.add(Output ?? '');
  }
  const result = RESULTS[Action];
  if (result === undefined) return;
  const output = run.open.get(test)?.toString() ?? '';
  run.open.delete(test);
  run.addResult({
    test,
    result,
    seconds: Elapsed,
    detail: result === 'passed' ? undefined : failureOf(test, output),
  });
}

function beginTest(run: PackageRun, test: string): void {
  // A benchmark that did well has no event for its end: the next one's beginning is it.
  if (test.startsWith('Benchmark')) {
    for (const other of run.open.keys()) if (!test.startsWith(`${other}/`)) run.open.delete(other);
  }
  run.begin(test);
}

function bufferOf(run: PackageRun, test: string): OutputBuffer {
  const output = run.open.get(test) ?? (run.last?.test === test ? run.last.output : new OutputBuffer());
  run.last = { test, output };
  return output;
}

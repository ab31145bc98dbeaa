import { classifyFailure } from './classify-failure';
import { failureOf } from './failure-position';
import type { Outcome } from './outcome';
import { OutputBuffer } from './output-buffer';
import { PackageRun } from './package-run';
import type { TestEvent } from './test-event';
import { worstOutcome } from './worst-outcome';

export interface TestRunOptions {
  /** Foreign code was translated: the crash of an emulator looks like a fatal error of Go's runtime. */
  readonly emulated: boolean;
}

const UNPROVEN =
  'unproven: the test binary ended with exit code 0 but reported no result, so nothing shows that it ran. ' +
  'Either the runner did not execute it, or TestMain ended the program without calling m.Run.\n';

/** Accumulates the events of one `go test -json`. */
export class TestRun {
  readonly packages = new Map<string, PackageRun>();
  /** Lines that are no events: what the go command itself has to say. */
  readonly text: string[] = [];
  private readonly builds = new Map<string, string[]>();
  private finished = false;

  constructor(private readonly options: TestRunOptions) {}

  apply(event: TestEvent): void {
    if (event.Action === 'build-output') this.addBuildOutput(event);
    if (event.Package === undefined) return;
    const run = this.packageRun(event.Package);
    if (event.Test === undefined) this.applyToPackage(run, event);
    else applyToTest(run, event.Test, event);
  }

  applyText(line: string): void {
    this.text.push(line);
  }

  /** The stream is over. Packages that never ended get an outcome too. */
  finish(): void {
    this.finished = true;
    for (const run of this.packages.values()) {
      if (!run.ended) this.endPackage(run, 'fail');
    }
  }

  /** Undefined while the run goes on. */
  get outcome(): Outcome | undefined {
    return this.finished ? worstOutcome([...this.packages.values()].map((run) => run.outcome!)) : undefined;
  }

  /** Packages that have not ended, with their running tests. */
  running(): PackageRun[] {
    return [...this.packages.values()].filter((run) => !run.ended);
  }

  private packageRun(importPath: string): PackageRun {
    const known = this.packages.get(importPath);
    if (known) return known;
    const run = new PackageRun(importPath);
    this.packages.set(importPath, run);
    return run;
  }

  private addBuildOutput({ ImportPath = '', Output = '' }: TestEvent): void {
    const lines = this.builds.get(ImportPath);
    if (lines) lines.push(Output);
    else this.builds.set(ImportPath, [Output]);
  }

  private applyToPackage(run: PackageRun, event: TestEvent): void {
    if (event.Action === 'output') notePackageOutput(run, event.Output ?? '');
    if (event.Action !== 'pass' && event.Action !== 'fail' && event.Action !== 'skip') return;
    run.seconds = event.Elapsed ?? 0;
    run.failedBuild = event.FailedBuild;
    this.endPackage(run, event.Action);
  }

  private endPackage(run: PackageRun, action: 'pass' | 'fail' | 'skip'): void {
    run.ended = true;
    if (action === 'skip' || run.noTestFiles) run.outcome = 'noTests';
    else if (action === 'fail') this.failPackage(run);
    else if (run.proven) run.outcome = 'passed';
    else {
      run.outcome = 'unproven';
      run.failures.push({ test: '', output: UNPROVEN });
    }
    run.open.clear();
  }

  private failPackage(run: PackageRun): void {
    const build = this.buildOutputOf(run);
    const output = run.output.toString();
    const cut = [...run.open].map(([test, open]) => failureOf(test, open.toString()));
    // A panic, a timeout and a crash end the binary inside a test, which gets their text whether or not it ends itself.
    const last = run.orderly ? [] : [...run.failures.slice(-1), ...cut];
    run.outcome = classifyFailure({
      binaryOutput: last.map((failure) => failure.output).join(''),
      packageOutput: output,
      buildOutput: build,
      orderly: run.orderly,
      emulated: this.options.emulated,
    });
    run.tests.failed += cut.length;
    run.failures.push(...cut);
    if (build !== undefined || run.failures.length === 0)
      run.failures.push({ test: '', output: (build ?? '') + output });
  }

  private buildOutputOf({ failedBuild, importPath, output }: PackageRun): string | undefined {
    if (failedBuild !== undefined) return (this.builds.get(failedBuild) ?? []).join('');
    if (!/\[(build|setup) failed\]/.test(output.toString())) return undefined;
    return textAbout(this.text, importPath);
  }
}

/** Go 1.23 has build errors as text: `# pkg` and the lines up to the next package. */
function textAbout(text: readonly string[], importPath: string): string {
  let mine = false;
  const lines = text.filter((line) => {
    if (line.startsWith('# ')) mine = line.includes(importPath);
    return mine;
  });
  return lines.map((line) => `${line}\n`).join('');
}

function notePackageOutput(run: PackageRun, output: string): void {
  if (output === 'PASS\n') run.proven = true;
  if (output === 'FAIL\n' || output === 'PASS\n') run.orderly = true;
  if (output.includes('\t[no test files]')) run.noTestFiles = true;
  if (/^ok {2}\t.*\t\(cached\)/.test(output)) run.cached = true;
  run.output.add(output);
}

function applyToTest(run: PackageRun, test: string, event: TestEvent): void {
  run.proven ||= event.Action === 'run';
  const open = openTest(run, test);
  switch (event.Action) {
    case 'output':
      open.add(event.Output ?? '');
      return;
    case 'pass':
      run.tests.passed += 1;
      break;
    case 'skip':
      run.tests.skipped += 1;
      break;
    case 'fail':
      run.tests.failed += 1;
      run.failures.push(failureOf(test, open.toString()));
      break;
    default:
      return;
  }
  run.open.delete(test);
}

function openTest(run: PackageRun, test: string) {
  const known = run.open.get(test);
  if (known) return known;
  const open = new OutputBuffer();
  run.open.set(test, open);
  return open;
}

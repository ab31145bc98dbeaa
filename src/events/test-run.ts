import { applyToPackage, applyToTest } from './apply-event';
import { buildText } from './build-text';
import { endPackage } from './end-package';
import type { Outcome } from './outcome';
import { PackageRun } from './package-run';
import type { TestEvent } from './test-event';
import { worstOutcome } from './worst-outcome';

export interface TestRunOptions {
  /** Foreign code was translated: the crash of an emulator looks like a fatal error of Go's runtime. */
  readonly emulated: boolean;
  /** No binary was meant to run. */
  readonly compileOnly?: boolean;
}

/** Accumulates the events of one `go test -json`. */
export class TestRun {
  readonly packages = new Map<string, PackageRun>();
  /** Lines that are no events: what the go command itself has to say. */
  readonly text: string[] = [];
  private readonly builds = new Map<string, string[]>();
  /** Packages of Go 1.23 that were not built: why is text, and standard error may come later than the event. */
  private readonly unexplained = new Set<PackageRun>();
  private finished = false;

  private readonly options: TestRunOptions;

  constructor({ emulated, compileOnly }: TestRunOptions) {
    this.options = { emulated, compileOnly };
  }

  apply(event: TestEvent): void {
    if (event.Action === 'build-output') this.addBuildOutput(event);
    if (event.Package === undefined) return;
    const run = this.packageRun(event.Package);
    if (event.Test !== undefined) applyToTest(run, event.Test, event);
    else if (event.Action === 'pass' || event.Action === 'fail' || event.Action === 'skip') {
      this.end(run, event.Action, event);
    } else applyToPackage(run, event);
  }

  applyText(line: string): void {
    this.text.push(line);
    // Go 1.23 has no events for a package that could not be set up.
    const [, importPath] = /^FAIL\t(\S+) \[setup failed\]$/.exec(line) ?? [];
    if (importPath === undefined) return;
    const run = this.packageRun(importPath);
    applyToPackage(run, { Action: 'output', Output: `${line}\n` });
    this.unexplained.add(run);
  }

  /** The stream is over. Packages that never ended get an outcome too. */
  finish(): void {
    this.finished = true;
    for (const run of this.packages.values()) {
      const build = this.unexplained.has(run) ? buildText(this.text, run.importPath) : undefined;
      const action = this.unexplained.has(run) ? 'fail' : undefined;
      if (!run.ended) endPackage(run, { action, build, ...this.options });
    }
  }

  /** Undefined while the run goes on. */
  get outcome(): Outcome | undefined {
    return this.finished ? worstOutcome([...this.packages.values()].map((run) => run.outcome!)) : undefined;
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

  private end(run: PackageRun, action: 'pass' | 'fail' | 'skip', { Elapsed = 0, FailedBuild }: TestEvent): void {
    run.seconds = Elapsed;
    if (FailedBuild === undefined && /^FAIL\t\S+ \[(build|setup) failed\]\n$/.test(run.output.toString())) {
      this.unexplained.add(run);
      return;
    }
    const build = FailedBuild === undefined ? undefined : (this.builds.get(FailedBuild) ?? []).join('');
    endPackage(run, { action, build, ...this.options });
  }
}

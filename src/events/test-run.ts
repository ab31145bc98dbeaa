import { diagnose, type Diagnosis, type Place } from '../diagnosis';
import { applyToPackage, applyToTest } from './apply-event';
import { buildText } from './build-text';
import { endPackage, explain } from './end-package';
import type { Outcome } from './outcome';
import { PackageRun } from './package-run';
import type { TestEvent } from './test-event';
import { worstOutcome } from './worst-outcome';

export interface TestRunOptions {
  /** No binary was meant to run. */
  readonly compileOnly?: boolean;
}

/** Accumulates the events of one `go test -json`, and of those that run some of its packages again. */
export class TestRun {
  readonly packages = new Map<string, PackageRun>();
  /** Lines that are no events: what the go command itself has to say. */
  readonly text: string[] = [];
  private readonly builds = new Map<string, string[]>();
  /** Packages of Go 1.23 that were not built: why is text, and standard error may come later than the event. */
  private readonly unexplained = new Set<PackageRun>();
  private finished = false;

  constructor(
    /** The crash of an emulator looks like a fatal error of Go's runtime: what it means depends on where. */
    private readonly place: Place,
    private readonly options: TestRunOptions = {},
  ) {}

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

  /** The stream is over. Packages that never ended get an outcome too; those whose end is not in the stream are returned. */
  finish(): PackageRun[] {
    this.finished = true;
    const open = [...this.packages.values()].filter(({ ended }) => !ended);
    for (const run of this.packages.values()) {
      const build = this.unexplained.has(run) ? buildText(this.text, run.importPath) : undefined;
      const action = this.unexplained.has(run) ? 'fail' : undefined;
      if (!run.ended) endPackage(run, { action, build, place: this.place, ...this.options });
    }
    return open.filter(({ cutOff }) => cutOff !== undefined);
  }

  /** Undefined while the run goes on. */
  get outcome(): Outcome | undefined {
    return this.finished ? worstOutcome([...this.packages.values()].map((run) => run.outcome!)) : undefined;
  }

  /** Why the go command gave up before any package, where that is known. */
  get diagnosis(): Diagnosis | undefined {
    return diagnose(this.text.join('\n'), ['build'], this.place);
  }

  /** Looks once more for the causes of builds that failed, with what is known of the place by now. */
  explainBuilds(factsOf: (build: string) => Partial<Place>): void {
    for (const run of this.packages.values()) {
      const { outcome, problem } = run;
      if (problem === undefined || (outcome !== 'buildFailed' && outcome !== 'setupFailed')) continue;
      explain(run, problem, { ...this.place, ...factsOf(problem) });
    }
  }

  /** The packages that may come out otherwise when they are run again. */
  get transient(): PackageRun[] {
    return [...this.packages.values()].filter(({ isTransient }) => isTransient);
  }

  /** What was heard of these packages does not count: they run again from the start. */
  forget(importPaths: readonly string[]): void {
    for (const importPath of importPaths) this.packages.delete(importPath);
  }

  /** Begins these packages anew. How they came out before stays on record. */
  retry(before: readonly PackageRun[]): void {
    this.finished = false;
    for (const { importPath, outcome, diagnosis, retries, crash } of before) {
      const again = [...retries, { outcome: outcome!, diagnosis: diagnosis! }];
      this.packages.set(importPath, new PackageRun(importPath, again, crash));
    }
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
    endPackage(run, { action, build, place: this.place, ...this.options });
  }
}

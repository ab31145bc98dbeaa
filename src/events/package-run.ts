import type { Diagnosis } from '../diagnosis';
import type { Failure } from './failure';
import type { Outcome } from './outcome';
import type { Position } from './failure-position';
import { OutputBuffer } from './output-buffer';
import { PackageNotes } from './package-notes';

/** A run of a package that did not count, because a defect of the machine or the emulator ended it. */
export interface Retry {
  readonly outcome: Outcome;
  readonly diagnosis: Diagnosis;
}

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** How one test ended. Subtests and their parents each have a result of their own. */
export interface TestResult {
  readonly test: string;
  /** `cut`: its binary ended before it did. */
  readonly result: 'passed' | 'failed' | 'skipped' | 'cut';
  readonly seconds: number;
  /** What it printed, and where; nothing is kept of a test that passed. */
  readonly detail?: Failure;
}

/** Everything known about one package while its events come in. */
export class PackageRun {
  outcome?: Outcome;
  ended = false;
  cached = false;
  seconds = 0;
  /** Of the calls of m.Run before the one that goes on: a TestMain may call it again for tests that are flaky. */
  private before: TestResult[] = [];
  private current: TestResult[] = [];
  /** What is wrong besides the tests that failed: a build, a panic outside any test, a missing proof. */
  problem?: string;
  /** Where the problem lies, for example the line that does not compile. */
  private problemPosition?: Position;
  /** How it crashed, to be held against the crash of another run. */
  crash?: string;
  /** Why the binary came to its end, where that is known. */
  diagnosis?: Diagnosis;
  /** The same for each failure, by the name of its test. */
  readonly diagnoses = new Map<string, Diagnosis>();
  /**
   * What package testing itself said: the first such line since a test began, since all that comes later is printed by
   * TestMain. Without it the binary did not come to its own end.
   */
  reported?: 'PASS' | 'FAIL';
  /** There was a PASS since a test began, whoever said it. */
  saidPass = false;
  /** A test, benchmark, example or fuzz test has begun. */
  anyBegan = false;
  /** cmd/go started a binary, and it ended with exit code 0. */
  executed = false;
  /** cmd/go said that there is nothing to start. */
  withoutTestFiles = false;
  /** Its own end never came. The tests that had begun and not ended by then, in the order in which they began. */
  cutOff?: readonly string[];
  /** Output of the tests that have begun and not ended. */
  readonly open = new Map<string, OutputBuffer>();
  /** Output of the test that printed last, ended or not: what ends a binary is printed there. */
  last?: { readonly test: string; readonly output: OutputBuffer };
  /** What was printed outside any test. */
  readonly output = new OutputBuffer();
  readonly notes = new PackageNotes();
  /** The part of it since the last test began, or since PASS or FAIL. */
  closing = new OutputBuffer();

  constructor(
    readonly importPath: string,
    /** The runs of it before this one. */
    readonly retries: readonly Retry[] = [],
    /** How the last of these crashed. */
    readonly crashBefore?: string,
  ) {}

  /**
   * How the tests ended. When m.Run was called more than once, the last call that ran a test decides on it; option
   * `count` is one call, in which each time counts.
   */
  get results(): readonly TestResult[] {
    if (this.before.length === 0) return this.current;
    const again = new Set(this.current.map(({ test }) => test));
    return [...this.before.filter(({ test }) => !again.has(test)), ...this.current];
  }

  addResult(result: TestResult): void {
    this.current.push(result);
  }

  /** The result that this test had last was none. */
  takeBack(test: string): void {
    if (this.current.at(-1)?.test === test) this.current.pop();
  }

  /** A test, example or benchmark begins. */
  begin(test: string): void {
    if (this.reported !== undefined) {
      // A verdict before a test has begun was not the last word: m.Run was called again, or somebody printed it.
      this.before = [...this.results];
      this.current = [];
    }
    this.anyBegan = true;
    this.notes.begin(test);
    this.reported = undefined;
    this.saidPass = false;
    this.closing = new OutputBuffer();
    this.open.set(test, new OutputBuffer());
  }

  /**
   * Gives every failure and skip the position that `find` knows, and none where it knows none: events alone do not tell
   * which of several messages was the failure, nor where in the workspace a file lies.
   */
  locate(find: (test: string, output: string) => Position | undefined): void {
    const located = ({ detail, ...result }: TestResult): TestResult => {
      if (detail === undefined) return result;
      const { file: _file, line: _line, ...rest } = detail;
      return { ...result, detail: { ...rest, ...find(result.test, detail.output) } };
    };
    this.before = this.before.map(located);
    this.current = this.current.map(located);
    if (this.problem !== undefined) this.problemPosition = find('', this.problem);
  }

  get tests(): TestCounts {
    const { results } = this;
    const count = (...kinds: TestResult['result'][]) => results.filter(({ result }) => kinds.includes(result)).length;
    return { passed: count('passed'), failed: count('failed', 'cut'), skipped: count('skipped') };
  }

  get failures(): Failure[] {
    const tests = this.results.filter(({ result }) => result === 'failed' || result === 'cut');
    const own = this.problem === undefined ? [] : [{ test: '', ...this.problemPosition, output: this.problem }];
    return [...tests.map(({ detail }) => detail!), ...own].map((failure) => {
      const diagnosis = this.diagnoses.get(failure.test);
      return diagnosis === undefined ? failure : { ...failure, diagnosis };
    });
  }

  /**
   * Whether running it again is worth a try: what ended it was no test, and no test had failed before. A failure of a
   * test stands.
   */
  get isTransient(): boolean {
    const isEnded = this.outcome === 'crashed' || this.outcome === 'infrastructure';
    return isEnded && this.diagnosis?.transient === true && this.results.every(({ result }) => result !== 'failed');
  }
}

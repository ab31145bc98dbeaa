import type { Outcome } from './outcome';
import { OutputBuffer } from './output-buffer';

/** A test, or a package without a test's name, that went wrong. */
export interface Failure {
  /** Empty for the package as a whole. */
  readonly test: string;
  /** As the test printed it, relative to the package's folder. */
  readonly file?: string;
  readonly line?: number;
  readonly output: string;
}

export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Everything known about one package while its events come in. Every test counts, subtests and their parents alike. */
export class PackageRun {
  outcome?: Outcome;
  cached = false;
  seconds = 0;
  /** The binary reported something: it did run. */
  proven = false;
  noTestFiles = false;
  failedBuild?: string;
  readonly tests: TestCounts = { passed: 0, failed: 0, skipped: 0 };
  readonly failures: Failure[] = [];
  /** Output of the tests that have not ended. */
  readonly open = new Map<string, OutputBuffer>();
  /** What was printed outside any test. */
  readonly output = new OutputBuffer();
  /** The binary came to its end and printed PASS or FAIL: no crash, no panic, no timeout. */
  orderly = false;
  ended = false;

  constructor(readonly importPath: string) {}
}

import type { Failure, Outcome, Retry, TestCounts, TestRun } from '../events';
import type { UndeclaredInput } from '../inputs';

/** summary.json, schema 1. Its names are a contract with other programs. */
export interface Summary {
  readonly schema: 1;
  readonly project: string;
  readonly port: { readonly id: string; readonly goos: string; readonly goarch: string; readonly level?: string };
  readonly runner: {
    readonly kind: string;
    readonly why: string;
    readonly emulator?: { readonly path: string; readonly version: string; readonly cpu?: string };
    /** What nobody knows of whatever executed foreign code. Absent where all is known. */
    readonly unproved?: readonly ('version' | 'cpu')[];
  };
  /** Version of Go, or an empty string when none could be asked. */
  readonly go: string;
  /** `off` or `dynamic`. */
  readonly cgo: string;
  readonly outcome: Outcome;
  /** Why the whole did not end well, where it is not a package that says it. */
  readonly reason?: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly packages: readonly PackageSummary[];
  readonly undeclaredInputs: readonly UndeclaredInput[];
}

export interface PackageSummary {
  readonly importPath: string;
  readonly outcome: Outcome;
  readonly cached: boolean;
  readonly seconds: number;
  readonly tests: TestCounts;
  readonly failures: readonly Failure[];
  /** The runs of it that did not count: how each came out, and why it was run again. Absent in summaries of old versions. */
  readonly retries?: readonly Retry[];
}

/** The packages of a finished run, in the order in which they began. */
export function packageSummaries(run: TestRun): PackageSummary[] {
  return [...run.packages.values()].map(({ importPath, outcome, cached, seconds, tests, failures, retries }) => ({
    importPath,
    outcome: outcome!,
    cached,
    seconds,
    tests,
    failures,
    retries,
  }));
}

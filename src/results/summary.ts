import type { Benchmark, Failure, Outcome, Retry, TestCounts, TestRun } from '../events';
import type { UndeclaredInput } from '../task-key';

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
  /** `off`, `dynamic` or `static`. */
  readonly cgo: string;
  readonly outcome: Outcome;
  /** Why the whole did not end well, where it is not a package that says it. */
  readonly reason?: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly packages: readonly PackageSummary[];
  /** The commit that was checked out; absent outside of a git checkout. */
  readonly commit?: string;
  /** Whether the checkout was as committed. */
  readonly clean?: boolean;
  /** Nx's hash of the task, which is its cache key; absent where Nx gave none. */
  readonly hash?: string;
  /** What was asked of the tests. Absent in summaries of old versions, in which `file` is relative to the package. */
  readonly filter?: Filter;
  /** How tests were shuffled, as asked: `on`, or a seed. */
  readonly shuffle?: string;
  readonly undeclaredInputs: readonly UndeclaredInput[];
}

/** What limited a run, from options, `goFlags` and GOFLAGS together; each is absent where nothing did. */
export interface Filter {
  readonly run?: string;
  readonly skip?: string;
  readonly short?: boolean;
  readonly tags?: readonly string[];
  /** Absent where all packages of the project are meant. */
  readonly packages?: readonly string[];
  readonly bench?: string;
  /** The target itself says something else: this was asked on the command line or in the environment, once. */
  readonly adHoc?: true;
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
  /** Percent of statements; absent where none was measured. */
  readonly coverage?: number;
  /** The seed of a shuffled run: `-shuffle=SEED` repeats its order. */
  readonly shuffle?: string;
  /** With `count` a benchmark has several entries. Absent where none ran. */
  readonly benchmarks?: readonly Benchmark[];
  /** In a run by hand with a filter: how many of the package's tests, without subtests, it let through. */
  readonly selected?: { readonly ran: number; readonly of: number };
}

/** The packages of a finished run, in the order in which they began. */
export function packageSummaries(run: TestRun): PackageSummary[] {
  return [...run.packages.values()].map(
    ({ importPath, outcome, cached, seconds, tests, failures, retries, notes }) => ({
      importPath,
      outcome: outcome!,
      cached,
      seconds,
      tests,
      failures,
      retries,
      coverage: percentOf(notes.coverage),
      shuffle: notes.shuffle,
      benchmarks: notes.benchmarks.length > 0 ? notes.benchmarks : undefined,
    }),
  );
}

function percentOf(coverage: string | undefined): number | undefined {
  return coverage === undefined ? undefined : Number.parseFloat(coverage);
}

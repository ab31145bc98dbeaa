import type { PlacedSummary, Standing } from './placed-summary';
import { worstOutcome, type Outcome, type TestCounts } from '../../events';
import type { PackageSummary, Summary } from '../../results';
import { columnOf } from './column-of';
import { coverageTable, type CoverageRow } from './coverage-table';
import { standingText } from './standing-text';
import { distinctFailures, type DistinctFailure } from './distinct-failures';

/** What became of a package on a port. */
export type Cell = Pick<PackageSummary, 'outcome' | 'cached' | 'seconds' | 'tests' | 'retries'> & {
  readonly standing?: Standing['kind'];
  /** What to say instead of "passed": `1 of 2 (run '^TestOther$')`, `older: abc1234`. */
  readonly note?: string;
};

/** A package. Its import path is empty for a run that did not come to any. */
export interface Row {
  readonly project: string;
  readonly importPath: string;
  /** By port, for example `linux/arm64`; none where the package was not tested for it. */
  readonly cells: Readonly<Record<string, Cell>>;
}

/** A port, or a port for which tests were compiled and not run. Projects can differ in how it was run. */
export interface Column {
  readonly port: string;
  readonly runners: readonly string[];
  readonly outcome: Outcome;
  readonly tests: TestCounts;
  readonly seconds: number;
  /** Some of its results prove nothing of today's project as a whole. */
  readonly incomplete?: true;
}

/** The runs of several projects and ports as one table: packages down, ports across. */
export interface Grid {
  readonly outcome: Outcome;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly failures: readonly DistinctFailure[];
  /** Absent where nothing was measured. */
  readonly coverage?: readonly CoverageRow[];
}

const NO_TESTS: TestCounts = { passed: 0, failed: 0, skipped: 0 };

export function gridOf(placed: readonly PlacedSummary[]): Grid {
  // What a port that is no more had to say is nobody's failure.
  const counting = placed.filter(({ standing }) => standing?.kind !== 'removed');
  return {
    outcome: outcomeOf(counting),
    columns: columnsOf(placed),
    rows: rowsOf(placed),
    failures: distinctFailures(counting),
    ...coverage(placed),
  };
}

function coverage(placed: readonly PlacedSummary[]): Pick<Grid, 'coverage'> {
  const rows = coverageTable(placed);
  return rows === undefined ? {} : { coverage: rows };
}

function outcomeOf(placed: readonly PlacedSummary[]): Outcome {
  return placed.length === 0 ? 'noTests' : worstOutcome(placed.map(({ summary }) => summary.outcome));
}

function columnsOf(placed: readonly PlacedSummary[]): Column[] {
  const ports = [...new Set(placed.map(({ summary }) => columnOf(summary)))].sort();
  return ports.map((port) => {
    const own = placed.filter(({ summary }) => columnOf(summary) === port);
    const runs = own.map(({ summary }) => summary);
    const tests = runs.flatMap(({ packages }) => packages.map((one) => one.tests));
    return {
      port,
      runners: [...new Set(runs.map(runnerText))],
      outcome: outcomeOf(own.filter(({ standing }) => standing?.kind !== 'removed')),
      tests: tests.reduce(add, NO_TESTS),
      seconds: runs.reduce((total, run) => total + run.seconds, 0),
      ...(own.some(({ standing }) => standing !== undefined) ? { incomplete: true as const } : {}),
    };
  });
}

function runnerText({ runner, go }: Summary): string {
  const { path, version, cpu } = runner.emulator ?? {};
  const emulator = path && `${path} ${version}${cpu ? ` as ${cpu}` : ''}`;
  return [runner.kind, emulator, go].filter(Boolean).join(' · ');
}

function add(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

function rowsOf(placed: readonly PlacedSummary[]): Row[] {
  const rows = new Map<string, Row & { cells: Record<string, Cell> }>();
  for (const one of placed) {
    const { summary } = one;
    for (const { importPath, ...cell } of cellsOf(one)) {
      const key = JSON.stringify([summary.project, importPath]);
      const row = rows.get(key) ?? { project: summary.project, importPath, cells: {} };
      row.cells[columnOf(summary)] = cell;
      rows.set(key, row);
    }
  }
  return [...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

function cellsOf({ summary, standing }: PlacedSummary): (Cell & { importPath: string })[] {
  const { outcome, seconds, packages } = summary;
  const noted = (one?: PackageSummary) =>
    standing === undefined ? {} : { standing: standing.kind, note: standingText(standing, summary, one) };
  if (packages.length === 0) return [{ importPath: '', outcome, seconds, cached: false, tests: NO_TESTS, ...noted() }];
  return packages.map((one) => ({
    ...noted(one),
    importPath: one.importPath,
    outcome: one.outcome,
    cached: one.cached,
    seconds: one.seconds,
    tests: one.tests,
    retries: one.retries,
  }));
}

import type { Diagnosis } from '../../diagnosis';
import { isSuccess, type Failure, type Outcome } from '../../events';
import type { PackageSummary, Summary } from '../../results';
import { columnOf } from './column-of';
import type { PlacedSummary } from './placed-summary';

/** One thing that went wrong, on one port or several. */
export interface DistinctFailure {
  readonly project: string;
  /** Empty for a run that did not come to any package. */
  readonly importPath: string;
  /** Empty for the package as a whole. */
  readonly test: string;
  readonly outcome: Outcome;
  /** Where its first message was printed, relative to the workspace root. */
  readonly file?: string;
  readonly line?: number;
  readonly ports: readonly string[];
  /** What was printed on the first of the ports. */
  readonly output: string;
  /** Why, on that port, where it is known. */
  readonly diagnosis?: Diagnosis;
}

/** Each failure once, with all the ports that have it. Its text may differ between ports: it holds times and addresses. */
export function distinctFailures(placed: readonly PlacedSummary[]): DistinctFailure[] {
  const found = new Map<string, DistinctFailure & { ports: string[] }>();
  for (const failure of placed.flatMap(failuresOf)) {
    const { project, importPath, test, outcome, file, line } = failure;
    const key = JSON.stringify([project, importPath, test, outcome, file, line]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { ...failure, ports: [...failure.ports] });
    else known.ports.push(...failure.ports);
  }
  return [...found.values()];
}

function failuresOf({ summary, folderOf }: PlacedSummary): DistinctFailure[] {
  const ports = [columnOf(summary)];
  const { project } = summary;
  const bad = summary.packages.filter(({ outcome }) => !isSuccess(outcome));
  if (bad.length === 0 && !isSuccess(summary.outcome)) return [{ project, ports, ...wholeRun(summary) }];
  return bad.flatMap((one) =>
    shown(one).map((failure) => {
      const { importPath, outcome } = one;
      const file = summary.filter === undefined ? placeOf(failure, folderOf(importPath)) : failure.file;
      return { project, ports, importPath, outcome, ...failure, file };
    }),
  );
}

/** No package is to blame. */
function wholeRun({ outcome, runner, packages, reason }: Summary) {
  const output = packages.length === 0 ? runner.why : (reason ?? 'The go command failed, though no package did.');
  return { importPath: '', test: '', outcome, output };
}

/** A test fails with its subtests, which say why, unless it has a message of its own. A package always has something. */
function shown({ failures, outcome }: PackageSummary): readonly Failure[] {
  const isParent = ({ test }: Failure) => failures.some((other) => other.test.startsWith(`${test}/`));
  const telling = failures.filter((failure) => failure.file !== undefined || !isParent(failure));
  return telling.length > 0 ? telling : [{ test: '', output: outcome }];
}

/** The file of a summary by an old version, which is relative to the package's folder. */
function placeOf({ file }: Failure, folder: string | undefined): string | undefined {
  if (file === undefined || folder === undefined) return undefined;
  return folder === '' ? file : `${folder}/${file}`;
}

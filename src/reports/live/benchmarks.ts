import type { TestRun } from '../../events';

/** The results of all benchmarks as Go prints them, below the name of their package. */
export function benchmarksText(run: TestRun): string {
  const packages = [...run.packages.values()].filter(({ notes }) => notes.benchmarkLines.length > 0);
  return packages
    .map(({ importPath, notes }) => [`pkg: ${importPath}`, ...notes.benchmarkLines].map((line) => `${line}\n`).join(''))
    .join('');
}

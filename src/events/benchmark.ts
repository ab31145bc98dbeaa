/** One line of results of a benchmark. With option `count` a benchmark has several. */
export interface Benchmark {
  /** Without the number of processors that package testing adds, for example `BenchmarkSum/large`. */
  readonly name: string;
  /** GOMAXPROCS of the run; absent for 1. */
  readonly procs?: number;
  readonly iterations: number;
  /** Each figure by its unit, for example `ns/op`, `B/op`, or one of testing.B's ReportMetric. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** A line such as `BenchmarkSum-8   \t  1000\t  1234 ns/op\t  16 B/op` (testing, BenchmarkResult.String); undefined for others. */
export function parseBenchmark(line: string): Benchmark | undefined {
  const [, name, procs, iterations, rest] = /^(Benchmark\S*?)(?:-(\d+))?\s*\t\s*(\d+)\t(.*)$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const metrics = rest!.split('\t').flatMap((figure) => {
    const [, value, unit] = /^\s*(\S+) (\S+)$/.exec(figure) ?? [];
    return unit === undefined ? [] : [[unit, Number(value)] as const];
  });
  if (metrics.length === 0) return undefined;
  return {
    name,
    ...(procs === undefined ? {} : { procs: Number(procs) }),
    iterations: Number(iterations),
    metrics: Object.fromEntries(metrics),
  };
}

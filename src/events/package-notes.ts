import { parseBenchmark, type Benchmark } from './benchmark';
import { OutputBuffer } from './output-buffer';

/** What a test binary prints beside the results of its tests. */
export class PackageNotes {
  /** Everything before the first test began: by TestMain, by `init`, and the seed of a shuffled run. */
  readonly prelude = new OutputBuffer();
  /** The seed of a shuffled run, which repeats its order as `-shuffle=SEED`. */
  shuffle?: string;
  /** What Go says of the coverage, for example `85.7% of statements`. */
  coverage?: string;
  readonly benchmarks: Benchmark[] = [];
  /** Their lines as they were printed. */
  readonly benchmarkLines: string[] = [];
  private partialLine = '';
  private anyBegan = false;
  private isBenchmark = false;

  begin(test: string): void {
    this.anyBegan = true;
    this.isBenchmark ||= test.startsWith('Benchmark');
  }

  /** Takes output of the package itself, of which a line may come in pieces. */
  addOfPackage(output: string): void {
    if (!this.anyBegan && !/^(ok  |FAIL|\?   )\t|^(PASS|FAIL)\n$/.test(output)) this.prelude.add(output);
    this.shuffle ??= /^-test\.shuffle (\d+)$/m.exec(output)?.[1];
    this.coverage = /(?:^|\t)coverage: (\d[^\n\t]*)/.exec(output)?.[1] ?? this.coverage;
    this.add(output);
  }

  /** Takes output of a test or benchmark, and what follows of it: results from the second on belong to no benchmark. */
  add(output: string): void {
    if (!this.isBenchmark) return;
    const lines = (this.partialLine + output).split('\n');
    this.partialLine = lines.pop()!;
    for (const line of lines) {
      const benchmark = parseBenchmark(line);
      if (benchmark === undefined) continue;
      this.benchmarks.push(benchmark);
      this.benchmarkLines.push(line);
    }
  }
}

import { parseBenchmark } from './benchmark';
import { PackageNotes } from './package-notes';

test.each<[string, object | undefined]>([
  [
    'BenchmarkA-8   \t    1000\t      1234 ns/op',
    { name: 'BenchmarkA', procs: 8, iterations: 1000, metrics: { 'ns/op': 1234 } },
  ],
  [
    'BenchmarkA/x=1-y   \t       1\t     0.5 ns/op',
    { name: 'BenchmarkA/x=1-y', iterations: 1, metrics: { 'ns/op': 0.5 } },
  ],
  [
    'BenchmarkB-2 \t 7\t 12 ns/op\t 3.5 MB/s\t 16 B/op\t 2 allocs/op\t 3.000 foo/op',
    {
      name: 'BenchmarkB',
      procs: 2,
      iterations: 7,
      metrics: { 'ns/op': 12, 'MB/s': 3.5, 'B/op': 16, 'allocs/op': 2, 'foo/op': 3 },
    },
  ],
  ['BenchmarkA', undefined],
  ['Benchmark of a test\t1\tfast', undefined],
  ['--- BENCH: BenchmarkA-2', undefined],
])('%j', (line, expected) => {
  expect(parseBenchmark(line)).toEqual(expected);
});

test('what comes before the first test, whoever prints it, and the seed in it', () => {
  const notes = new PackageNotes();
  notes.addOfPackage('main says\n');
  notes.addOfPackage('-test.shuffle 42\n');
  notes.begin('TestA');
  notes.addOfPackage('later\n');
  expect([notes.prelude.toString(), notes.shuffle]).toEqual(['main says\n-test.shuffle 42\n', '42']);
});

test('with count, each result of a benchmark, in pieces and outside of the benchmark’s own output', () => {
  const notes = new PackageNotes();
  notes.begin('BenchmarkA');
  notes.add('BenchmarkA\n');
  notes.add('BenchmarkA-2 \t 1\t 3 ns/op\n');
  notes.addOfPackage('BenchmarkA-2 \t');
  notes.addOfPackage(' 1\t 4 ns/op\n');
  expect(notes.benchmarks.map(({ metrics }) => metrics['ns/op'])).toEqual([3, 4]);
  expect(notes.benchmarkLines).toEqual(['BenchmarkA-2 \t 1\t 3 ns/op', 'BenchmarkA-2 \t 1\t 4 ns/op']);
});

test('a line of a test that looks like a result is none', () => {
  const notes = new PackageNotes();
  notes.begin('TestA');
  notes.add('BenchmarkA-2 \t 1\t 3 ns/op\n');
  expect(notes.benchmarks).toEqual([]);
});

test.each([
  ['coverage: 85.7% of statements\n', '85.7% of statements'],
  ['ok  \tm/a\t0.1s\tcoverage: 12.5% of statements in ./...\n', '12.5% of statements in ./...'],
  ['\tm/a\t\tcoverage: 0.0% of statements\n', '0.0% of statements'],
  ['coverage: [no statements]\n', undefined],
  ['coverage is fine\n', undefined],
])('coverage in %j', (output, expected) => {
  const notes = new PackageNotes();
  notes.addOfPackage(output);
  expect(notes.coverage).toBe(expected);
});

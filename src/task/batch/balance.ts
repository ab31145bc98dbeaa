/**
 * Chooses between tasks of several kinds. Those of one kind share work that the first of them leaves in a cache, and two
 * of them at once would do it twice: the kind comes next of which the fewest run, or else the fewest were started.
 */
export class Balance {
  private readonly running = new Map<string, number>();
  private readonly started = new Map<string, number>();

  constructor(private readonly kindOf: (task: string) => string) {}

  /** The first of those that are as good as any; undefined when there is none. */
  choose(tasks: readonly string[]): string | undefined {
    let best: string | undefined;
    for (const task of tasks) if (best === undefined || this.isBefore(task, best)) best = task;
    return best;
  }

  start(task: string): void {
    count(this.running, this.kindOf(task), 1);
    count(this.started, this.kindOf(task), 1);
  }

  end(task: string): void {
    count(this.running, this.kindOf(task), -1);
  }

  private isBefore(one: string, other: string): boolean {
    const [a, b] = [this.kindOf(one), this.kindOf(other)];
    const difference = of(this.running, a) - of(this.running, b) || of(this.started, a) - of(this.started, b);
    return difference < 0;
  }
}

function of(counts: ReadonlyMap<string, number>, kind: string): number {
  return counts.get(kind) ?? 0;
}

function count(counts: Map<string, number>, kind: string, by: number): void {
  counts.set(kind, of(counts, kind) + by);
}

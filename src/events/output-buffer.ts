/** Kept of each end, per test: enough for any reader, too little to exhaust memory. Everything stays in events.jsonl. */
const HALF = 8 << 20;

/** Collects output: its beginning, and its end, which is where a crash or a timeout is. */
export class OutputBuffer {
  private readonly head: string[] = [];
  private headLength = 0;
  private tail: string[] = [];
  private tailLength = 0;
  /** Pieces at the beginning of the tail that are given up; removed many at a time. */
  private stale = 0;
  private dropped = 0;

  add(text: string): void {
    if (this.tail.length === 0 && this.headLength + text.length <= HALF) {
      this.head.push(text);
      this.headLength += text.length;
      return;
    }
    this.tail.push(text);
    this.tailLength += text.length;
    while (this.tailLength > HALF && this.stale < this.tail.length - 1) this.drop();
  }

  toString(): string {
    const note =
      this.dropped === 0 ? [] : [`\n[nx-go-cross: ${this.dropped} characters left out here are in events.jsonl]\n`];
    return [...this.head, ...note, ...this.tail.slice(this.stale)].join('');
  }

  private drop(): void {
    const { length } = this.tail[this.stale]!;
    this.tailLength -= length;
    this.dropped += length;
    this.stale += 1;
    if (this.stale * 2 < this.tail.length) return;
    this.tail = this.tail.slice(this.stale);
    this.stale = 0;
  }
}

import { wholeRunes } from './go-text';

/** ^V: with -test.v=test2json, package testing puts it before each line that means something. */
export const MARKER = 0x16;

export interface LineSinks {
  /** A whole line with its end. The bytes are good until this returns. */
  readonly line: (bytes: Buffer) => void;
  /** A piece of a line that is too long, or whose end is not known to come soon. */
  readonly part: (bytes: Buffer) => void;
}

/** Cuts bytes into lines of at most `capacity` and the others into pieces (cmd/internal/test2json, lineBuffer). */
export class LineBuffer {
  private readonly bytes: Buffer;
  private length = 0;
  /** In the middle of a line whose beginning was handed over. */
  private inside = false;

  constructor(
    capacity: number,
    private readonly sinks: LineSinks,
  ) {
    this.bytes = Buffer.alloc(capacity);
  }

  write(chunk: Buffer): void {
    for (let rest = chunk; rest.length > 0;) {
      const taken = rest.copy(this.bytes, this.length);
      this.length += taken;
      rest = rest.subarray(taken);
      const handedOver = this.takeLines();
      this.drop(handedOver > 0 || this.length < this.bytes.length ? handedOver : this.takeAll());
    }
  }

  flush(): void {
    if (this.length === 0) return;
    const { length } = this;
    this.length = 0;
    this.sinks.part(this.bytes.subarray(0, length));
  }

  private takeLines(): number {
    let at = 0;
    while (at < this.length) {
      const rest = this.bytes.subarray(at, this.length);
      const end = lineEnd(rest);
      if (end === undefined) return at + this.takeBenchmark(rest);
      const { inside } = this;
      this.inside = false;
      if (inside) this.sinks.part(rest.subarray(0, end));
      else this.sinks.line(rest.subarray(0, end));
      at += end;
    }
    return at;
  }

  /** The name of a benchmark is printed when it begins, the rest of the line when it ends. */
  private takeBenchmark(rest: Buffer): number {
    const tab = this.inside ? -1 : rest.indexOf('\t');
    if (tab < 0 || !isBenchmarkName(rest.toString('utf8', 0, tab))) return 0;
    this.inside = true;
    this.sinks.part(rest.subarray(0, tab + 1));
    return tab + 1;
  }

  /** The buffer is full of a line that has no end yet. */
  private takeAll(): number {
    const whole = wholeRunes(this.bytes);
    this.inside = true;
    this.sinks.part(this.bytes.subarray(0, whole));
    return whole;
  }

  private drop(count: number): void {
    if (count === 0) return;
    this.bytes.copyWithin(0, count, this.length);
    this.length -= count;
  }
}

/** Behind a newline, or before a marker that does not begin the line. */
function lineEnd(bytes: Buffer): number | undefined {
  const newline = bytes.indexOf('\n');
  const marker = bytes.indexOf(MARKER, 1);
  if (marker > 0 && (newline < 0 || marker < newline)) return marker;
  return newline < 0 ? undefined : newline + 1;
}

function isBenchmarkName(text: string): boolean {
  return /^Benchmark(?!\p{Ll})/u.test(text.replace(/ +$/, ''));
}

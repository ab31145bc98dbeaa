import type { TestEvent } from '../test-event';
import { goText } from './go-text';
import { LineBuffer, MARKER } from './line-buffer';
import { framingOf, type Framing } from './framing';

/** Sizes that decide where long lines are cut. */
const INPUT = 4_096;
const OUTPUT = 1_024;

type Fields = Omit<TestEvent, 'Time' | 'Package'>;

/**
 * The output of a test binary started with -test.v=test2json to the events that `go test -json` makes of it: Go's own
 * converter (cmd/internal/test2json, Go 1.26) for machines without Go.
 */
export class Test2Json {
  private readonly started = performance.now();
  /** Of the test that output belongs to. */
  private test = '';
  /** Tests that have reported and may still have output, each inside of the one before. */
  private pending: Fields[] = [];
  private result?: 'pass' | 'fail' | 'skip';
  private needsMarker = false;
  private readonly input: LineBuffer;
  private readonly output: LineBuffer;

  constructor(
    private readonly importPath: string,
    private readonly onEvent: (event: TestEvent) => void,
  ) {
    const emit = (bytes: Buffer) => this.emit({ Action: 'output', Output: goText(bytes) });
    this.output = new LineBuffer(OUTPUT, { line: emit, part: emit });
    this.input = new LineBuffer(INPUT, {
      line: (bytes) => this.takeLine(bytes),
      part: (bytes) => this.output.write(bytes),
    });
    this.emit({ Action: 'start' });
  }

  write(bytes: Buffer): void {
    this.input.write(bytes);
  }

  /** The binary has ended, well or not. */
  exited(well: boolean): void {
    this.result = !well ? 'fail' : this.result === 'skip' ? 'skip' : 'pass';
  }

  /** The stream is over: whatever is open ends here, the package too. */
  close(): void {
    this.input.flush();
    this.output.flush();
    if (this.result === undefined) return;
    const Elapsed = Math.round(performance.now() - this.started) / 1_000;
    this.emit({ Action: this.result, Elapsed });
  }

  private takeLine(bytes: Buffer): void {
    const isMarked = bytes[0] === MARKER;
    if (this.needsMarker && !isMarked) return this.output.write(bytes);
    if (isMarked) this.output.flush();
    const line = isMarked ? bytes.subarray(1) : bytes;
    const framing = framingOf(line.toString('latin1'), this.pending.length);
    if (!['text', 'noTests'].includes(framing.kind)) this.needsMarker = isMarked;
    this.apply(framing, line);
  }

  private apply(framing: Framing, line: Buffer): void {
    switch (framing.kind) {
      case 'end':
        this.report(0);
        this.result = framing.result;
        return this.output.write(line);
      case 'noTests':
        this.result = 'skip';
        return this.output.write(line);
      case 'report':
        this.report(framing.indent);
        this.test = framing.event.Test ?? '';
        this.pending.push(framing.event);
        return this.output.write(line);
      case 'update':
        return this.update(framing.event, line);
      case 'text':
        if (framing.inside !== undefined) this.test = this.pending[framing.inside]!.Test ?? '';
        return this.output.write(line);
    }
  }

  private update(event: Fields, line: Buffer): void {
    this.report(0);
    this.test = event.Test ?? '';
    // Only there to say whose the next lines are.
    if (event.Action === 'name') return;
    // A test does not seem to print right after it was paused.
    if (event.Action === 'pause') this.output.write(line);
    this.emit(event);
    if (event.Action !== 'pause') this.output.write(line);
  }

  /** The tests that reported at this depth or deeper are over. */
  private report(depth: number): void {
    this.test = '';
    while (this.pending.length > depth) this.emit(this.pending.pop()!);
  }

  private emit({ Action, Test, ...rest }: Fields): void {
    const test = Test || this.test;
    this.onEvent({
      Time: new Date().toISOString(),
      Action,
      Package: this.importPath,
      ...(test === '' ? {} : { Test: test }),
      ...rest,
    });
  }
}

import type { TestRun } from '../events';
import type { Writer } from './reporter';
import { seconds } from './style';

const REDRAW_MS = 100;
const CLEAR = '\r\x1b[2K';

/** One line at the bottom of a terminal that is redrawn while a run goes on. Does nothing where nobody watches. */
export class Progress {
  private readonly started = Date.now();
  private timer?: NodeJS.Timeout;
  private visible = false;
  private run?: TestRun;
  total?: number;

  constructor(
    private readonly writer: Writer,
    private readonly label: string,
  ) {
    if (!writer.live) return;
    this.timer = setInterval(() => this.draw(), REDRAW_MS);
    this.timer.unref();
  }

  update(run: TestRun): void {
    this.run = run;
  }

  /** Takes the line away, so that permanent text can be written. */
  clear(): void {
    if (this.visible) this.writer.write(CLEAR);
    this.visible = false;
  }

  stop(): void {
    clearInterval(this.timer);
    this.clear();
  }

  private draw(): void {
    this.writer.write(CLEAR + this.text().slice(0, Math.max(20, this.writer.columns - 1)));
    this.visible = true;
  }

  private text(): string {
    const packages = [...(this.run?.packages.values() ?? [])];
    const done = packages.filter(({ ended }) => ended).length;
    const running = packages
      .filter(({ ended }) => !ended)
      .map(({ importPath }) => lastPart(importPath));
    const doing = running.length > 0 ? `running ${running.join(', ')}` : 'building';
    const elapsed = seconds((Date.now() - this.started) / 1_000);
    return `${this.label}  ${done}/${this.total ?? '?'} packages  ${elapsed}  ${doing}`;
  }
}

function lastPart(importPath: string): string {
  return importPath.split('/').slice(-2).join('/');
}

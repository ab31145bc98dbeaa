import type { TestRun } from '../../events';
import { fit } from '../columns';
import type { Writer } from './reporter';
import { plural } from '../style';

const REDRAW_MS = 100;
const CLEAR = '\r\x1b[2K';

/**
 * One line at the bottom of a terminal that is redrawn while a run goes on. Does nothing where nobody watches.
 * Nx keeps what a terminal got in its cache, these lines included, so a line is drawn only when it says something new.
 */
export class Progress {
  private readonly started = Date.now();
  private timer?: NodeJS.Timeout;
  private shown = '';
  private atLineStart = true;
  private run?: TestRun;
  private expected: readonly string[] = [];

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

  /** The packages that there will be, in the order in which Go takes them. */
  expect(importPaths: readonly string[]): void {
    this.expected = importPaths;
  }

  /** Writes permanent text; the line makes room for it. */
  write(text: string): void {
    if (text === '') return;
    this.clear();
    this.writer.write(text);
    this.atLineStart = text.endsWith('\n');
  }

  stop(): void {
    clearInterval(this.timer);
    this.clear();
  }

  private clear(): void {
    if (this.shown !== '') this.writer.write(CLEAR);
    this.shown = '';
  }

  private draw(): void {
    const seconds = Math.floor((Date.now() - this.started) / 1_000);
    const text = progressText(this.label, seconds, this.run, this.expected);
    const line = fit(text, Math.max(20, this.writer.columns - 1));
    if (!this.atLineStart || line === this.shown) return;
    this.writer.write(CLEAR + line);
    this.shown = line;
  }
}

/** `linux/arm64  3/12 packages  8s  running svc/api, svc/db · building lib/mail and 4 more` @internal */
export function progressText(
  label: string,
  seconds: number,
  run: TestRun | undefined,
  expected: readonly string[],
): string {
  const packages = [...(run?.packages.values() ?? [])];
  const done = packages.filter(({ ended }) => ended).length;
  const total = Math.max(expected.length, packages.length);
  const count = expected.length > 0 ? `${done}/${plural(total, 'package')}` : plural(done, 'package');
  const running = packages.filter(({ ended }) => !ended).map(({ importPath }) => lastPart(importPath));
  const waiting = expected.filter((importPath) => !run?.packages.has(importPath)).map(lastPart);
  const doing = [running.length > 0 && `running ${running.join(', ')}`, buildingText(waiting, expected.length > 0)];
  return `${label}  ${count}  ${clock(seconds)}  ${doing.filter(Boolean).join(' · ')}`.trimEnd();
}

function buildingText([first, ...others]: readonly string[], isKnown: boolean): string {
  if (first === undefined) return isKnown ? '' : 'building';
  return `building ${first}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}

function lastPart(importPath: string): string {
  return importPath.split('/').slice(-2).join('/');
}

function clock(seconds: number): string {
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${String(seconds % 60).padStart(2, '0')}s`;
}

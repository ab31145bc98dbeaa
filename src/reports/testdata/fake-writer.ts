import type { Writer } from '..';

/** Keeps what is written. */
export class FakeWriter implements Writer {
  readonly pieces: string[] = [];
  live = false;
  color = false;
  columns = 80;

  constructor(values: Partial<Pick<Writer, 'live' | 'color' | 'columns'>> = {}) {
    Object.assign(this, values);
  }

  write(text: string): void {
    this.pieces.push(text);
  }

  get text(): string {
    return this.pieces.join('');
  }
}

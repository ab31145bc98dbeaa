import type { Stats } from 'node:fs';

const NUMBERS = 4;

/** Size, times and inode of some files. As text: numbers with fractions take long to write and to read. */
export class FileStates {
  private readonly numbers: Float64Array;
  private at = 0;

  constructor(files: number) {
    this.numbers = new Float64Array(files * NUMBERS);
  }

  add({ size, mtimeMs, ctimeMs, ino }: Stats): void {
    const { numbers, at } = this;
    numbers[at] = size;
    numbers[at + 1] = mtimeMs;
    numbers[at + 2] = ctimeMs;
    numbers[at + 3] = ino;
    this.at = at + NUMBERS;
  }

  toString(): string {
    return Buffer.from(this.numbers.buffer).toString('base64');
  }
}

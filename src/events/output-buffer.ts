/** Kept per test: enough for any reader, too little to exhaust memory. Everything stays in events.jsonl. */
const LIMIT = 16 << 20;

/** Collects output, and says so when it stops. */
export class OutputBuffer {
  private pieces: string[] = [];
  private length = 0;
  private dropped = 0;

  add(text: string): void {
    if (this.length + text.length > LIMIT) {
      this.dropped += text.length;
      return;
    }
    this.length += text.length;
    this.pieces.push(text);
  }

  toString(): string {
    const note = this.dropped === 0 ? [] : [`\n[nx-go-cross: ${this.dropped} more characters are in events.jsonl]\n`];
    return [...this.pieces, ...note].join('');
  }
}

import { Balance } from './balance';

interface Waiting {
  readonly kind: string;
  readonly start: () => void;
}

/** Lets so many pieces of work go on at once; which of those that wait comes next see Balance. */
export class Slots {
  private readonly waiting: Waiting[] = [];
  private readonly balance = new Balance((kind) => kind);

  constructor(private free: number) {}

  /** Waits for a slot. The function that it gives gives it back, once. */
  async take(kind = ''): Promise<() => void> {
    await new Promise<void>((start) => {
      this.waiting.push({ kind, start });
      this.startNext();
    });
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.balance.end(kind);
      this.free++;
      this.startNext();
    };
  }

  async run<T>(kind: string, work: () => Promise<T>): Promise<T> {
    const giveBack = await this.take(kind);
    return work().finally(giveBack);
  }

  private startNext(): void {
    if (this.free === 0 || this.waiting.length === 0) return;
    const kind = this.balance.choose(this.waiting.map((one) => one.kind))!;
    const index = this.waiting.findIndex((one) => one.kind === kind);
    const [next] = this.waiting.splice(index, 1);
    this.free--;
    this.balance.start(kind);
    next!.start();
  }
}

import { AsyncLocalStorage } from 'node:async_hooks';

const signals = new AsyncLocalStorage<AbortSignal | undefined>();

/** Kills the short commands that `work` starts, directly or not, when `signal` aborts: a cancel must not wait for them. */
export function killCapturesOn<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  return signals.run(signal, work);
}

/** The signal of the work that this is called in. */
export function captureSignal(): AbortSignal | undefined {
  return signals.getStore();
}

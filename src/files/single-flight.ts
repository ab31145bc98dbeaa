const running = new Map<string, Promise<unknown>>();

/** Joins a call to one with the same key that has not ended yet, as golang.org/x/sync/singleflight does. */
export function singleFlight<T>(key: string, work: () => Promise<T>): Promise<T> {
  const known = running.get(key) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const promise = work().finally(() => running.delete(key));
  running.set(key, promise);
  return promise;
}

const running = new Map<string, Promise<unknown>>();

/** Does a thing once for all who ask for it while it is being done: the tasks of a batch share one process. */
export function atOnce<T>(key: string, work: () => Promise<T>): Promise<T> {
  const known = running.get(key) as Promise<T> | undefined;
  if (known !== undefined) return known;
  const promise = work().finally(() => running.delete(key));
  running.set(key, promise);
  return promise;
}

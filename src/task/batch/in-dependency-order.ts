import type { TaskGraph } from '@nx/devkit';

export interface OrderOptions {
  /** Aborting starts no more of them. */
  readonly signal: AbortSignal;
  /** Of tasks that are ready at once, those of one kind are started one after the other. */
  readonly kindOf: (task: string) => string;
}

/** How a task ended; `skipped` when it was never started. */
export type Ended<R> = { readonly task: string } & ({ readonly skipped: true } | { readonly result: R });

/**
 * Runs the tasks of a graph, each as soon as those that it depends on have passed, and reports every one of them as it
 * ends: Nx starts a batch again and again for tasks that it hears nothing of. `run` must not throw.
 */
export async function* inDependencyOrder<R extends { readonly success: boolean }>(
  graph: Pick<TaskGraph, 'tasks' | 'dependencies'>,
  start: (tasks: readonly string[]) => readonly Promise<R>[],
  { signal, kindOf }: OrderOptions,
): AsyncGenerator<Ended<R>> {
  const waiting = new Map(Object.keys(graph.tasks).map((task) => [task, dependenciesIn(graph, task)]));
  const running = new Map<string, Promise<{ readonly task: string; readonly result: R }>>();
  const passed = new Set<string>();
  const takeReady = () => {
    const ready = [...waiting].filter(([, others]) => others.every((other) => passed.has(other))).map(([task]) => task);
    for (const task of ready) waiting.delete(task);
    return sortedBy(ready, kindOf);
  };
  while (!signal.aborted) {
    const ready = takeReady();
    for (const [index, result] of start(ready).entries()) {
      const task = ready[index]!;
      running.set(
        task,
        result.then((one) => ({ task, result: one })),
      );
    }
    if (running.size === 0) break;
    const ended = await Promise.race(running.values());
    // Nx may be gone, and then the first report ends this process: all of them must have cleaned up before.
    if (signal.aborted) await Promise.all(running.values());
    running.delete(ended.task);
    if (ended.result.success) passed.add(ended.task);
    yield ended;
  }
  for (const ended of running.values()) yield await ended;
  for (const task of waiting.keys()) yield { task, skipped: true };
}

/** Otherwise in the order that they have. */
function sortedBy(tasks: readonly string[], kindOf: (task: string) => string): string[] {
  const kinds = [...new Set(tasks.map(kindOf))];
  return kinds.flatMap((kind) => tasks.filter((task) => kindOf(task) === kind));
}

/** Nx 24 has objects where Nx 22 and 23 have ids. What is not in the graph has been done before. */
function dependenciesIn({ tasks, dependencies }: Pick<TaskGraph, 'tasks' | 'dependencies'>, task: string): string[] {
  const found = (dependencies[task] ?? []) as readonly (string | { readonly id: string })[];
  return found.map((one) => (typeof one === 'string' ? one : one.id)).filter((id) => id in tasks);
}

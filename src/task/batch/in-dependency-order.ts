import type { TaskGraph } from '@nx/devkit';
import { Balance } from './balance';

export interface OrderOptions {
  /** How many tasks run at once. */
  readonly concurrency: number;
  /** Aborting starts no more of them. */
  readonly signal: AbortSignal;
  /** See Balance. */
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
  run: (task: string) => Promise<R>,
  { concurrency, signal, kindOf }: OrderOptions,
): AsyncGenerator<Ended<R>> {
  const waiting = new Map(Object.keys(graph.tasks).map((task) => [task, dependenciesIn(graph, task)]));
  const running = new Map<string, Promise<{ readonly task: string; readonly result: R }>>();
  const passed = new Set<string>();
  const balance = new Balance(kindOf);
  const ready = () => [...waiting].filter(([, others]) => others.every((other) => passed.has(other)));
  while (!signal.aborted) {
    while (running.size < concurrency) {
      const task = balance.choose(ready().map(([id]) => id));
      if (task === undefined) break;
      waiting.delete(task);
      balance.start(task);
      running.set(
        task,
        run(task).then((result) => ({ task, result })),
      );
    }
    if (running.size === 0) break;
    const ended = await Promise.race(running.values());
    // Nx may be gone, and then the first report ends this process: all of them must have cleaned up before.
    if (signal.aborted) await Promise.all(running.values());
    running.delete(ended.task);
    balance.end(ended.task);
    if (ended.result.success) passed.add(ended.task);
    yield ended;
  }
  for (const ended of running.values()) yield await ended;
  for (const task of waiting.keys()) yield { task, skipped: true };
}

/** Nx 24 has objects where Nx 22 and 23 have ids. What is not in the graph has been done before. */
function dependenciesIn({ tasks, dependencies }: Pick<TaskGraph, 'tasks' | 'dependencies'>, task: string): string[] {
  const found = (dependencies[task] ?? []) as readonly (string | { readonly id: string })[];
  return found.map((one) => (typeof one === 'string' ? one : one.id)).filter((id) => id in tasks);
}

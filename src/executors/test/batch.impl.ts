import { TEST } from './test.kind';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { listenForCancel, startGuard } from '../../process';
import {
  concurrency,
  inDependencyOrder,
  type Ended,
  batchMembers,
  type MemberResult,
  type TestExecutorSchema,
} from '../../task';

/**
 * Executor `nx-go-cross:test` under `nx … --batch`: many projects and ports in one process. Nx puts all tasks of an
 * executor into one batch, whatever their targets and configurations.
 */
export default async function* testBatch(
  graph: TaskGraph,
  options: Readonly<Record<string, TestExecutorSchema>>,
  _overridesOfTheLastTask: unknown,
  context: ExecutorContext,
) {
  const cancellation = listenForCancel();
  // A leaf of this process for as long as it lives: whatever else Nx signals may be a short command of one task only.
  const guard = startGuard();
  guard.onSignal(cancellation.cancel);
  // What tests import is compiled once for each port, and not for each project.
  const kindOf = (id: string) => `${options[id]!.goos ?? 'linux'}/${options[id]!.goarch}`;
  const memberOf = (id: string) => ({ task: graph.tasks[id]!, schema: options[id]! });
  const common = { context, kind: TEST, cancellation, guard, concurrency: concurrency(context) };
  const start = batchMembers({ ...common, memberOf, kindOf });
  const { signal } = cancellation;
  try {
    for await (const ended of inDependencyOrder(graph, start, { signal, kindOf })) {
      yield { task: ended.task, result: resultOf(ended, signal.aborted) };
    }
  } finally {
    await guard.end();
    cancellation.dispose();
  }
}

/** Nx ends with 130 when a task was stopped, and with 1, as if tests had failed, when it hears of a failure only. */
function resultOf(ended: Ended<MemberResult>, isCancelled: boolean) {
  const result = 'skipped' in ended ? { success: false, terminalOutput: '' } : ended.result;
  if (isCancelled && !result.success) return { ...result, status: 'stopped' };
  return 'skipped' in ended ? { ...result, status: 'skipped' } : result;
}

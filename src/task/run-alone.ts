import type { ExecutorContext } from '@nx/devkit';
import { startGuard } from '../process';
import { flushed, processStreams } from './console/terminal';
import type { TestExecutorSchema } from './options/test-schema';
import { runTask } from './run-task';
import type { TestKind } from './test-kind';

/** Runs a task that has this process for itself, as Nx starts the executors but for `--batch`. */
export async function runAlone(
  schema: TestExecutorSchema,
  context: ExecutorContext,
  kind: TestKind,
): Promise<{ success: boolean }> {
  const guard = startGuard();
  const { env } = process;
  try {
    const task = { schema, context, kind, env, hash: env.NX_TASK_HASH, streams: processStreams(), guard };
    return { success: await runTask(task) };
  } finally {
    await flushed();
    await guard.end();
  }
}

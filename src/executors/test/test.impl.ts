import type { ExecutorContext } from '@nx/devkit';
import { startGuard } from '../../process';
import { type ExecutorKind, runTask, flushed, processStreams, type TestExecutorSchema } from '../../task';

/** Executor `nx-go-cross:test`: the tests of one project for one port. */
export default function testExecutor(schema: TestExecutorSchema, context: ExecutorContext) {
  return execute(schema, context, 'test');
}

/** What the executors have in common: a task that has this process for itself. */
export async function execute(
  schema: TestExecutorSchema,
  context: ExecutorContext,
  kind: ExecutorKind,
): Promise<{ success: boolean }> {
  const guard = startGuard();
  try {
    return {
      success: await runTask({
        schema,
        context,
        kind,
        env: process.env,
        hash: process.env.NX_TASK_HASH,
        streams: processStreams(),
        guard,
      }),
    };
  } finally {
    await flushed();
    await guard.end();
  }
}

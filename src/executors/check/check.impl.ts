import type { ExecutorContext } from '@nx/devkit';
import { runAlone } from '../../task';
import { CHECK } from './check.kind';
import type { CheckExecutorSchema } from './schema';

/**
 * Executor `nx-go-cross:check`: everything that `go test` does for a port except running the binaries. A real check for
 * ports that nothing here can execute, and the cheapest one for those that something can.
 */
export default async function checkExecutor(
  schema: CheckExecutorSchema,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  // No test matches, and no benchmark or example either: what is linked is what `go test` would link.
  return runAlone({ run: '^$', undeclaredInputs: 'off', ...schema }, context, CHECK);
}

import { availableParallelism } from 'node:os';
import type { ExecutorContext } from '@nx/devkit';

/**
 * How many tasks of a batch run at once: no more than there are processors, since each `go test` uses all of them, and
 * no more than nx.json or NX_PARALLEL allow. What `--parallel` says a batch is not told.
 */
export function concurrency(
  { nxJsonConfiguration: settings }: Pick<ExecutorContext, 'nxJsonConfiguration'>,
  env: NodeJS.ProcessEnv = process.env,
): number {
  const allowed = Number(env.NX_PARALLEL || settings?.parallel);
  const processors = availableParallelism();
  return allowed >= 1 ? Math.min(Math.floor(allowed), processors) : processors;
}

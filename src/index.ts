import type { PreTasksExecutionContext } from '@nx/devkit';
import { MACHINE_VARIABLE, normalizePluginOptions, type PluginOptions } from './graph';
import { machineIdentity } from './host';

export { createDependencies, createNodes } from './graph';
/** The name that Nx 22 looks for first. To be removed together with Nx 22. */
export { createNodes as createNodesV2 } from './graph';

export const name = 'nx-go-cross';

/** Once per command, before anything is hashed: the machine becomes a variable that every test target has as an input. */
export async function preTasksExecution(
  options: PluginOptions | undefined,
  context: PreTasksExecutionContext,
): Promise<void> {
  const { cacheKey } = normalizePluginOptions(options);
  process.env[MACHINE_VARIABLE] = await machineIdentity({
    cwd: context.workspaceRoot,
    env: process.env,
    portable: cacheKey === 'portable',
  });
}

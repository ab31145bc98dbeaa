import { portEnv } from '../../../ports';
import { gatherPortFacts, readGo, type GoFacts } from '../../../host';
import { resolveRunner, type RunPlan } from '../../../runners';
import type { NormalizedTestOptions } from './normalize-options';

/** Looks at the machine: Go, and a proven way to run the port. */
export async function resolvePlan(options: NormalizedTestOptions): Promise<{ go: GoFacts; plan: RunPlan }> {
  const { port, dir, cpu, qemuPath, execProgram } = options;
  const env = { ...options.env, ...portEnv(port) };
  const go = await readGo(options.go, dir, env);
  const facts = await gatherPortFacts({ port, go, env, cwd: dir, cpu, qemuPath, execProgram });
  return { go, plan: resolveRunner(port, facts, options.runner) };
}

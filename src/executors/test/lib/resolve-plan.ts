import { portEnv } from '../../../ports';
import { gatherPortFacts, readGo, type GoFacts } from '../../../host';
import { COMPILE_ONLY, resolveRunner, type RunPlan } from '../../../runners';
import { cgoSetup, type CgoSetup } from './cgo-setup';
import type { NormalizedTestOptions } from './normalize-options';

export interface Resolved {
  readonly go: GoFacts;
  readonly cgo: CgoSetup;
  readonly plan: RunPlan;
}

/** Looks at the machine: Go, and a proven way to run the port. */
export async function resolvePlan(options: NormalizedTestOptions): Promise<Resolved> {
  const { port, dir, cpu, qemuPath, execProgram } = options;
  const env = { ...options.env, ...portEnv(port) };
  const go = await readGo(options.go, dir, env);
  const cgo = await cgoSetup(options, go, env);
  if (options.compileOnly) return { go, cgo, plan: COMPILE_ONLY };
  const container = {
    image: options.containerImage,
    network: options.containerNetwork,
    dynamic: cgo.mode === 'dynamic',
  };
  const facts = await gatherPortFacts({
    ...{ port, go, env: { ...env, ...cgo.env }, cwd: dir },
    ...{ cpu, qemuPath, execProgram, runner: options.runner, container },
  });
  return { go, cgo, plan: resolveRunner(port, facts, options.runner) };
}

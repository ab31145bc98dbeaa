import { portEnv } from '../../../ports';
import { findExecutable, gatherPortFacts, readGo, type GoFacts } from '../../../host';
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
  const facts = await gatherPortFacts({ port, go, env: { ...env, ...cgo.env }, cwd: dir, cpu, qemuPath, execProgram });
  const plan = resolveRunner(port, facts, options.runner);
  if (!options.singleCpu) return { go, cgo, plan };
  const how = findExecutable(['taskset'], env, dir)
    ? 'GOMAXPROCS=1 and one processor'
    : 'GOMAXPROCS=1 only: taskset, which pins them to one processor, is not on PATH';
  return { go, cgo, plan: { ...plan, notes: [...plan.notes, `singleCpu: test binaries get ${how}`] } };
}

import { portEnv } from '../../../ports';
import { collectLaunch, type BinarySet } from '../../../gotest';
import { findExecutable, gatherPortFacts, readGo, type GoFacts } from '../../../host';
import { COMPILE_ONLY, resolveRunner, type RunPlan } from '../../../runners';
import { cgoSetup, type CgoSetup } from './cgo-setup';
import type { NormalizedTestOptions } from './normalize-options';
import { resolveBinaries } from './resolve-binaries';

export interface Resolved {
  readonly go: GoFacts;
  readonly cgo: CgoSetup;
  readonly plan: RunPlan;
  /** Test binaries that exist already; nothing is built then. */
  readonly binaries?: BinarySet;
}

/** Looks at the machine: Go, and a proven way to run the port. */
export async function resolvePlan(options: NormalizedTestOptions): Promise<Resolved> {
  if (options.binaries !== undefined) return resolveBinaries(options, options.binaries);
  const { port, dir, cpu, qemuPath, execProgram } = options;
  const env = { ...options.env, ...portEnv(port) };
  const go = await readGo(options.go, dir, env);
  const cgo = await cgoSetup(options, go, env);
  if (options.kind === 'check') return { go, cgo, plan: COMPILE_ONLY };
  if (options.kind === 'test-binaries') return { go, cgo, plan: keepingPlan() };
  const container = {
    image: options.containerImage,
    network: options.containerNetwork,
    dynamic: cgo.mode === 'dynamic',
  };
  const facts = await gatherPortFacts({
    ...{ port, go, env: { ...env, ...cgo.env }, cwd: dir },
    ...{ cpu, qemuPath, execProgram, runner: options.runner, container },
  });
  const plan = resolveRunner(port, facts, options.runner);
  if (!options.singleCpu) return { go, cgo, plan };
  const how = findExecutable(['taskset'], env, dir)
    ? 'GOMAXPROCS=1 and one processor'
    : 'GOMAXPROCS=1 only: taskset, which pins them to one processor, is not on PATH';
  return { go, cgo, plan: { ...plan, notes: [...plan.notes, `singleCpu: test binaries get ${how}`] } };
}

function keepingPlan(): RunPlan {
  return { ...COMPILE_ONLY, why: 'test binaries are built and kept, nothing is run', launch: collectLaunch() };
}

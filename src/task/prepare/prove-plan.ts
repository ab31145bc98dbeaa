import { emulationNotes, findExecutable, gatherPortFacts, type GoFacts } from '../../host';
import { portEnv } from '../../ports';
import { resolveRunner, type RunPlan } from '../../runners';
import type { CgoSetup } from './cgo-setup';
import type { NormalizedTestOptions } from '../options/normalize-options';

/** What is to be run: by which Go it is or was built, how C is linked, and a probe if there is one already. */
export interface Built {
  readonly go: GoFacts;
  readonly cgo: CgoSetup;
  readonly probe?: string;
}

/** A proven way to run the port's test binaries, those that Go will build and those that exist alike. */
export async function provePlan(options: NormalizedTestOptions, { go, cgo, probe }: Built): Promise<RunPlan> {
  const { port, dir, cpu, qemuPath, execProgram, runner, containerImage, containerNetwork } = options;
  const env = { ...options.env, ...portEnv(port), ...cgo.env };
  const container = { image: containerImage, network: containerNetwork, dynamic: cgo.mode === 'dynamic' };
  const wanted = { cpu, qemuPath, execProgram, runner, container };
  const facts = await gatherPortFacts({ port, go, env, cwd: dir, probe, ...wanted });
  const plan = resolveRunner(port, facts, runner);
  const notes = [
    ...(plan.emulated || plan.kind === 'exec' ? emulationNotes(env) : []),
    ...(options.singleCpu ? [singleCpuNote(plan, env, dir)] : []),
  ];
  return { ...plan, notes: [...plan.notes, ...notes] };
}

function singleCpuNote({ container }: RunPlan, env: NodeJS.ProcessEnv, dir: string): string {
  const how = () => {
    if (container !== undefined) return 'GOMAXPROCS=1 only: their processors are for the container engine to say';
    if (findExecutable(['taskset'], env, dir)) return 'GOMAXPROCS=1 and one processor';
    return 'GOMAXPROCS=1 only: taskset, which pins them to one processor, is not on PATH';
  };
  return `singleCpu: test binaries get ${how()}`;
}

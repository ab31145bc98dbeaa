import { portEnv } from '../../../ports';
import { collectLaunch, type BinarySet } from '../../../gotest';
import { parseGoflags } from '../../../golang';
import { buildRelay, readGo, type GoFacts } from '../../../host';
import { COMPILE_ONLY, type RunPlan } from '../../../runners';
import { cgoSetup, type CgoSetup } from './cgo-setup';
import type { NormalizedTestOptions } from './normalize-options';
import { provePlan } from './prove-plan';
import { checkGoflags } from './reserved-flags';
import { checkToolchain } from './check-toolchain';
import { resolveBinaries } from './resolve-binaries';
import { timeLimit } from './time-limit';
import type { TraceSetup } from './undeclared/trace-setup';

export interface Resolved {
  readonly go: GoFacts;
  readonly cgo: CgoSetup;
  readonly plan: RunPlan;
  /** Test binaries that exist already; nothing is built then. */
  readonly binaries?: BinarySet;
  readonly trace?: TraceSetup;
  /** See buildRelay; undefined also where it would change nothing. */
  readonly relay?: string;
}

/** Looks at the machine: Go, and a proven way to run the port. */
export async function resolvePlan(options: NormalizedTestOptions): Promise<Resolved> {
  if (options.binaries !== undefined) return resolveBinaries(options, options.binaries);
  const { port, dir } = options;
  const env = { ...options.env, ...portEnv(port) };
  const go = await readGo(options.go, dir, env);
  await checkToolchain(options, go.version);
  // What `go env -w` set counts as well.
  checkGoflags(go.env.GOFLAGS);
  const cgo = await cgoSetup(options, go, env);
  if (options.kind === 'check') return { go, cgo, plan: COMPILE_ONLY };
  if (options.kind === 'test-binaries') return { go, cgo, plan: keepingPlan() };
  const plan = await provePlan(options, { go, cgo });
  return { go, cgo, plan, relay: await relayFor(options, go, plan, env) };
}

/** Where the time limit is stretched, so is cmd/go's wait for output after a binary's end, which is none of its code's. */
async function relayFor(options: NormalizedTestOptions, go: GoFacts, plan: RunPlan, env: NodeJS.ProcessEnv) {
  const { flag = 0, unscaled } = timeLimit(options, parseGoflags(go.env.GOFLAGS), plan.emulated);
  return unscaled > 0 && flag > unscaled ? buildRelay(go, env, options.dir) : undefined;
}

function keepingPlan(): RunPlan {
  return { ...COMPILE_ONLY, why: 'test binaries are built and kept, nothing is run', launch: collectLaunch() };
}

import { digestData, type TestUnit } from '../../../gotest';
import type { GoFacts } from '../../../host';
import { raceUnderEmulation } from '../../../errors/gotest-errors';
import { formatPort } from '../../../ports';
import type { RunPlan } from '../../../runners';
import type { NormalizedTestOptions } from './normalize-options';

/** Go's default for -timeout (cmd/go/internal/test, testTimeout). */
const DEFAULT_TIMEOUT = 600_000;

/** Options, facts and plan put together into what the engine runs. */
export function buildUnit(options: NormalizedTestOptions, go: GoFacts, plan: RunPlan): TestUnit {
  const { project, port, dir, outputDir, env, goTest } = options;
  if (goTest.race && plan.emulated) {
    const { path = plan.kind, version = '' } = plan.emulator ?? {};
    throw raceUnderEmulation(formatPort(port), `${path} ${version}`.trim());
  }
  return {
    ...{ project, port, dir, outputDir, env, plan },
    go: go.path,
    options: { ...goTest, timeout: scaledTimeout(options, plan) },
    dataDigest: canBeCached(options) ? digestData(dir, [outputDir]) : '',
  };
}

function scaledTimeout({ timeout, timeoutFactor }: NormalizedTestOptions, plan: RunPlan): number | undefined {
  if (!plan.emulated) return timeout;
  return Math.ceil((timeout ?? DEFAULT_TIMEOUT) * timeoutFactor);
}

/** These options keep Go from using its result cache at all (go help test), so no digest is worth its time. */
function canBeCached({ goTest }: NormalizedTestOptions): boolean {
  return !goTest.count && !goTest.bench && !goTest.fuzz && !goTest.shuffle && goTest.args.length === 0;
}

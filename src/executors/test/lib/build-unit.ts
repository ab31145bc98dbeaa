import { digestData, type GoTestOptions, type TestUnit } from '../../../gotest';
import { raceUnderEmulation } from '../../../errors/gotest-errors';
import { formatPort } from '../../../ports';
import type { RunPlan } from '../../../runners';
import type { CgoSetup } from './cgo-setup';
import type { NormalizedTestOptions } from './normalize-options';
import type { Resolved } from './resolve-plan';

/** Go's default for -timeout (cmd/go/internal/test, testTimeout). */
const DEFAULT_TIMEOUT = 600_000;

/** Options, facts and plan put together into what the engine runs. */
export function buildUnit(options: NormalizedTestOptions, { go, plan, cgo }: Resolved): TestUnit {
  const { project, port, dir, outputDir, goTest } = options;
  if (goTest.race && plan.emulated) {
    const { path = plan.kind, version = '' } = plan.emulator ?? {};
    throw raceUnderEmulation(formatPort(port), `${path} ${version}`.trim());
  }
  return {
    ...{ project, port, dir, outputDir, plan },
    env: { ...options.env, ...cgo.env },
    go: go.path,
    options: { ...withCgo(goTest, cgo), timeout: scaledTimeout(options, plan) },
    dataDigest: canBeCached(options) ? digestData(dir, [outputDir]) : '',
  };
}

/** A second -ldflags would replace the first: the user's own is extended. */
function withCgo<T extends Pick<GoTestOptions, 'tags' | 'goFlags'>>(goTest: T, { tags, extldflags }: CgoSetup): T {
  const all = { ...goTest, tags: [...(goTest.tags ?? []), ...tags] };
  if (extldflags === undefined) return all;
  const isLdflags = (flag: string) => /^--?ldflags=/.test(flag);
  const own = goTest.goFlags.find(isLdflags);
  const ldflags = `${own ?? '-ldflags='} -extldflags=${extldflags}`.replace('= ', '=');
  return { ...all, goFlags: [...goTest.goFlags.filter((flag) => !isLdflags(flag)), ldflags] };
}

function scaledTimeout({ timeout, timeoutFactor }: NormalizedTestOptions, plan: RunPlan): number | undefined {
  if (!plan.emulated) return timeout;
  return Math.ceil((timeout ?? DEFAULT_TIMEOUT) * timeoutFactor);
}

/** These options keep Go from using its result cache at all (go help test), so no digest is worth its time. */
function canBeCached({ goTest }: NormalizedTestOptions): boolean {
  return !goTest.count && !goTest.bench && !goTest.fuzz && !goTest.shuffle && goTest.args.length === 0;
}

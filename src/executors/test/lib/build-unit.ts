import { LONGEST, type GoTestOptions, type TestUnit } from '../../../gotest';
import { raceUnderEmulation } from '../../../errors/gotest-errors';
import type { GoFacts } from '../../../host';
import { formatPort, type Port } from '../../../ports';
import type { RunPlan } from '../../../runners';
import { binariesIn } from '../../test-binaries/lib/binaries-in';
import type { CgoSetup } from './cgo-setup';
import { inputDigests } from './input-digests';
import type { NormalizedTestOptions } from './normalize-options';
import { asksForRace } from './reserved-flags';
import type { Resolved } from './resolve-plan';

/** Go's default for -timeout (cmd/go/internal/test, testTimeout). */
const DEFAULT_TIMEOUT = 600_000;

/** What Go's runtime asks for (go doc runtime): a container gets them also for a target that declares no inputs. */
const RUNTIME_VARIABLES = ['GODEBUG', 'GOGC', 'GOMAXPROCS', 'GOMEMLIMIT', 'GOTRACEBACK'];

/** Options, facts and plan put together into what the engine runs. */
export async function buildUnit(options: NormalizedTestOptions, resolved: Resolved): Promise<TestUnit> {
  const { go, plan, cgo, binaries } = resolved;
  const { project, port, dir, outputDir, goTest, kind, root } = options;
  const goflags = go.env.GOFLAGS ?? options.env.GOFLAGS;
  const isRace = binaries ? asksForRace(binaries.manifest.options) : asksForRace(goTest, goflags);
  if (isRace && plan.emulated) {
    const { path = plan.kind, version = '' } = plan.emulator ?? {};
    throw raceUnderEmulation(formatPort(port), `${path} ${version}`.trim());
  }
  const unit = {
    ...{ project, port, dir, outputDir, plan },
    env: { ...options.env, ...cgo.env },
    go: go.path,
    options: { ...withCgo(withTrimpath(goTest, kind), cgo), timeout: scaledTimeout(options, plan) },
    place: placeOf(port, go, plan),
    infraRetries: options.infraRetries,
    singleCpu: options.singleCpu,
    sources: [options.root, go.env.GOMODCACHE ?? '', ...(binaries === undefined ? [] : [binaries.folder])],
    variables: [...RUNTIME_VARIABLES, ...options.declared.variables, ...Object.keys(plan.env)],
    keepTestLogs: options.undeclaredInputs !== 'off',
    binaries,
    ...(kind === 'test-binaries' ? { keep: { folder: binariesIn(outputDir), root } } : {}),
  };
  return { ...unit, ...(await inputDigests(options, unit)) };
}

function placeOf(port: Port, { version, hostGoos, hostGoarch }: GoFacts, plan: RunPlan): TestUnit['place'] {
  const { kind, emulated, emulator } = plan;
  return { port, host: { goos: hostGoos, goarch: hostGoarch }, runner: kind, emulated, emulator, goVersion: version };
}

/** Kept binaries must not depend on the folder that they are built in. Before the user's own flags, which may say no. */
function withTrimpath<T extends Pick<GoTestOptions, 'goFlags'>>(goTest: T, kind: NormalizedTestOptions['kind']): T {
  return kind === 'test-binaries' ? { ...goTest, goFlags: ['-trimpath', ...goTest.goFlags] } : goTest;
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
  return Math.min(LONGEST, Math.ceil((timeout ?? DEFAULT_TIMEOUT) * timeoutFactor));
}

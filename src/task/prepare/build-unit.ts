import { forEmulation } from '../../host';
import type { RunPlan } from '../../runners';
import { raceUnderEmulation } from '../errors';
import { joinWords, parseGoflags } from '../../golang';
import type { Scratch, TestUnit } from '../../gotest';
import { formatPort, hostPort, type Port } from '../../ports';
import { prebuiltTests } from '../../prebuilt';
import { withIncludedCode } from '../go-cache/included-code';
import { inputDigests } from '../go-cache/input-digests';
import { formatEmulator } from '../../emulation';
import { forPort } from './for-port';
import { withCgo, withCoverage, withTrimpath, withVet } from './merge-flags';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { asksForRace } from '../options/reserved-flags';
import type { Resolved } from './resolved';
import { goflagsOf } from './user-flags';

/** What Go's runtime asks for (go doc runtime): a container gets them also for a target that declares no inputs. */
const RUNTIME_VARIABLES = ['GODEBUG', 'GOGC', 'GOMAXPROCS', 'GOMEMLIMIT', 'GOTRACEBACK'];

/** Options, facts and plan put together into what the engine runs, with its results in the scratch folder. */
export async function buildUnit(
  options: NormalizedTestOptions,
  resolved: Resolved,
  scratch: Pick<Scratch, 'path' | 'results'>,
): Promise<TestUnit> {
  const { go, plan, cgo, binaries, trace, shim, outputWait, limit } = resolved;
  const { project, port, dir, goTest, kind } = options;
  const goflags = goflagsOf(options, resolved);
  const built = binaries?.manifest;
  const isRace = built ? asksForRace(built.options, joinWords(built.goflags ?? [])) : asksForRace(goTest, goflags);
  if (isRace && plan.emulated) {
    throw raceUnderEmulation(formatPort(port), plan.emulator === undefined ? plan.kind : formatEmulator(plan.emulator));
  }
  const inherited = parseGoflags(goflags);
  const ours = withVet(withCoverage(withTrimpath(goTest, inherited, kind), inherited, kind), inherited, kind);
  const merged = withCgo(ours, inherited, cgo);
  const goFlags = binaries ? merged.goFlags : withIncludedCode(merged.goFlags, inherited, options, scratch.path);
  const unit = {
    ...{ project, port, dir, plan },
    outputDir: scratch.results,
    scratch: scratch.path,
    env: { ...environmentOf(options, plan), ...cgo.env },
    go: go.path,
    goflags,
    options: { ...merged, goFlags, timeout: limit.flag },
    unscaledTimeout: limit.unscaled,
    ...{ shim, outputWait, goenv: go.env.GOENV, goMod: go.env.GOMOD, goWork: go.env.GOWORK },
    place: { ...placeOf(port, resolved), timeLimit: limit.words },
    infraRetries: options.infraRetries,
    singleCpu: options.singleCpu,
    sources: [options.root, go.env.GOMODCACHE ?? '', ...(binaries === undefined ? [] : [binaries.folder])],
    variables: [...RUNTIME_VARIABLES, ...options.declared.variables, ...Object.keys(plan.env)],
    keepTestLogs: options.undeclaredInputs !== 'off',
    tracer: trace?.tracer,
    binaries: binaries && prebuiltTests(binaries),
  };
  const tested = binaries ? unit : await forPort(unit, options.packages);
  return { ...tested, ...(await inputDigests(options, tested)) };
}

/** Natively QEMU's variables are for tests to read, and elsewhere they are for QEMU. */
function environmentOf({ env }: NormalizedTestOptions, { kind, emulated }: RunPlan): NodeJS.ProcessEnv {
  return emulated || kind === 'exec' ? forEmulation(env) : env;
}

function placeOf(port: Port, { go, plan, cgo, trace }: Resolved): TestUnit['place'] {
  const { kind, emulated, emulator } = plan;
  const host = hostPort(go);
  // Root maps all users and groups into its namespace.
  const hidesOwners = kind === 'namespace' && process.getuid?.() !== 0;
  const built = { cgo: cgo.mode, hostCompiler: cgo.hostCompiler, goVersion: go.version };
  const traced = trace?.tracer !== undefined && !emulated;
  return { port, host, runner: kind, hidesOwners, emulated, emulator, traced, ...built };
}

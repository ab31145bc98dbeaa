import { createHash } from 'node:crypto';
import { shellWords } from '../process';
import { containerWords } from './container/start-container';
import type { TestUnit } from './unit';

/** The variables that make QEMU log system calls. */
const EMULATOR_LOG = ['QEMU_STRACE', 'QEMU_LOG_FILENAME'];

/**
 * The words of `-exec`: the shim, the identity, then the runner's own words. cmd/go has the list verbatim in the key of
 * its result cache (cmd/go/internal/test, tryCacheWithID), so whatever is in it separates results: nothing that differs
 * between machines which share results, such as a path in the user's home, nor between projects that share a `go test`.
 */
export function execWords(unit: TestUnit): string[] {
  const { plan, env, shim } = unit;
  const launch = launchWords(unit);
  if (shim === undefined) return [...launch];
  const variables = Object.entries(env).filter(([name]) => name.startsWith('QEMU_'));
  const identity = JSON.stringify([plan.identity, variables.sort()]);
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 32);
  return [...shellWords(__dirname, 'shim.sh'), digest, String(launch.length), ...launch];
}

/** What a test binary is started with. */
export function launchWords({
  plan,
  singleCpu,
  variables,
  tracer,
}: Pick<TestUnit, 'plan' | 'singleCpu' | 'variables' | 'tracer'>): readonly string[] {
  const passed = tracer === undefined ? variables : [...variables, ...EMULATOR_LOG];
  const launch = plan.container === undefined ? plan.launch : containerWords(plan.container, passed);
  const traced = tracer === undefined ? launch : [...shellWords(__dirname, 'trace.sh'), tracer, ...launch];
  return singleCpu ? [...shellWords(__dirname, 'single-cpu.sh'), ...traced] : traced;
}

import { createHash } from 'node:crypto';
import { shellWords } from '../process';
import { containerWords } from './container';
import type { TestUnit } from './unit';

/**
 * The words of `-exec`: the log shim, the identity, then the runner's own words. cmd/go has the list verbatim in the
 * key of its result cache (cmd/go/internal/test, tryCacheWithID), so whatever is in it separates results.
 */
export function execWords(unit: TestUnit): string[] {
  const { plan, dataDigest, declaredDigest, env } = unit;
  const variables = Object.entries(env).filter(([name]) => name.startsWith('QEMU_'));
  const identity = JSON.stringify([plan.identity, variables.sort(), dataDigest, declaredDigest]);
  const digest = createHash('sha256').update(identity).digest('hex').slice(0, 32);
  const launch = launchWords(unit);
  return [...shellWords(__dirname, 'testlog.sh'), digest, String(launch.length), ...launch];
}

/** What a test binary is started with. */
export function launchWords({
  plan,
  singleCpu,
  variables,
}: Pick<TestUnit, 'plan' | 'singleCpu' | 'variables'>): readonly string[] {
  const launch = plan.container === undefined ? plan.launch : containerWords(plan.container, variables);
  return singleCpu ? [...shellWords(__dirname, 'single-cpu.sh'), ...launch] : launch;
}

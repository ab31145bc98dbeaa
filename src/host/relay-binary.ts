import { hostPort } from '../ports';
import type { GoFacts } from './go';
import { buildProbe } from './probe-binary';

/**
 * The program that waits for the output of a test binary in the place of cmd/go (relay/relay.go), built once for the host
 * by the Go of the tests.
 */
export async function buildRelay(go: GoFacts, env: NodeJS.ProcessEnv, cwd: string): Promise<string> {
  return buildProbe({ go, port: hostPort(go), env, cwd, program: 'relay' });
}

import type { GoFacts } from './go';
import { buildProbe } from './probe-binary';
import { stateFolder } from './state-dir';

/**
 * The program that waits for the output of a test binary in the place of cmd/go (relay/relay.go), built once for the host
 * by the Go of the tests. Its path is in the key of Go's result cache, so that it must stay: undefined where nothing can
 * be kept between commands.
 */
export async function buildRelay(go: GoFacts, env: NodeJS.ProcessEnv, cwd: string): Promise<string | undefined> {
  if (stateFolder('probes') === undefined) return undefined;
  return buildProbe({ go, port: { goos: go.hostGoos, goarch: go.hostGoarch }, env, cwd, program: 'relay' });
}

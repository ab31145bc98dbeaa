import { hostPort } from '../ports';
import type { GoFacts } from './go';
import { buildProbe } from './probe-binary';

/** The program behind `go test -exec` (shim/shim.go), built once for the host by the Go of the tests. */
export async function buildShim(go: GoFacts, env: NodeJS.ProcessEnv, cwd: string): Promise<string> {
  return buildProbe({ go, port: hostPort(go), env, cwd, program: 'shim' });
}

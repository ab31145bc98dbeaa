import { portEnv } from '../ports';
import { waitDelay } from './duration';
import type { TestUnit } from './unit';
import { mergeGodebug } from '../emulation';

/** Tells testlog.sh which GOTMPDIR the tests are to have; empty for none. */
const TESTS_GOTMPDIR = 'NX_GO_CROSS_TESTS_GOTMPDIR';
/** Tell testlog.sh which relay to start, and how many milliseconds that waits. */
const RELAY = 'NX_GO_CROSS_RELAY';
const RELAY_WAIT = 'NX_GO_CROSS_RELAY_WAIT';

/** The environment of `go test` and, through it, of the tests. This process's own environment is never changed. */
export function buildTestEnv(unit: TestUnit, scratch: string): NodeJS.ProcessEnv {
  const { port, env, plan, dir } = unit;
  const { GODEBUG, ...rest } = plan.env;
  const godebug = GODEBUG === undefined ? env.GODEBUG : mergeGodebug(env.GODEBUG, GODEBUG);
  return {
    ...env,
    ...rest,
    ...portEnv(port),
    ...(godebug === undefined ? {} : { GODEBUG: godebug }),
    // Ours to remove: cmd/go leaves its work folder behind when it is killed.
    GOTMPDIR: scratch,
    // t.TempDir takes it since Go 1.26, and a Unix socket has room for 108 bytes only. Containers show the scratch folder.
    ...(plan.container === undefined ? { [TESTS_GOTMPDIR]: env.GOTMPDIR ?? '' } : {}),
    ...relayEnv(unit),
    PWD: dir,
  };
}

/** Variables, since the words of -exec are in Go's key, and the relay lies elsewhere on each machine. */
function relayEnv({ relay, unscaledTimeout = 0 }: TestUnit): NodeJS.ProcessEnv {
  return relay === undefined ? {} : { [RELAY]: relay, [RELAY_WAIT]: String(waitDelay(unscaledTimeout)) };
}

/** The environment of a test binary that cmd/go does not start. */
export function buildBinaryEnv(unit: TestUnit, scratch: string): NodeJS.ProcessEnv {
  const { [TESTS_GOTMPDIR]: gotmpdir, ...env } = buildTestEnv({ ...unit, relay: undefined }, scratch);
  if (gotmpdir === undefined) return env;
  const { GOTMPDIR: _ofGo, ...rest } = env;
  return gotmpdir === '' ? rest : { ...rest, GOTMPDIR: gotmpdir };
}

import { mergeGodebug, portEnv } from '../ports';
import type { TestUnit } from './unit';

/** Tells testlog.sh which GOTMPDIR the tests are to have; empty for none. */
export const TESTS_GOTMPDIR = 'NX_GO_CROSS_TESTS_GOTMPDIR';

/** The environment of `go test` and, through it, of the tests. This process's own environment is never changed. */
export function buildTestEnv({ port, env, plan, dir }: TestUnit, scratch: string): NodeJS.ProcessEnv {
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
    PWD: dir,
  };
}

/** The environment of a test binary that cmd/go does not start. */
export function buildBinaryEnv(unit: TestUnit, scratch: string): NodeJS.ProcessEnv {
  const { [TESTS_GOTMPDIR]: gotmpdir, ...env } = buildTestEnv(unit, scratch);
  if (gotmpdir === undefined) return env;
  const { GOTMPDIR: _ofGo, ...rest } = env;
  return gotmpdir === '' ? rest : { ...rest, GOTMPDIR: gotmpdir };
}

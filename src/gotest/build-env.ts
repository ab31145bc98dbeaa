import { mergeGodebug, portEnv } from '../ports';
import type { TestUnit } from './unit';

/** The environment of `go test` and, through it, of the tests. This process's own environment is never changed. */
export function buildTestEnv({ port, env, plan, dir }: TestUnit, scratch: string): NodeJS.ProcessEnv {
  const { GODEBUG, ...rest } = plan.env;
  const godebug = GODEBUG === undefined ? env.GODEBUG : mergeGodebug(env.GODEBUG, GODEBUG);
  return {
    ...withoutOurs(env),
    ...rest,
    ...portEnv(port),
    ...(godebug === undefined ? {} : { GODEBUG: godebug }),
    // Ours to remove: cmd/go leaves its work folder behind when it is killed.
    GOTMPDIR: scratch,
    PWD: dir,
  };
}

/** What preTasksExecution set is for Nx's key. It is long, and js/wasm has room for 12 KiB of arguments and environment. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('NX_GO_CROSS_')));
}

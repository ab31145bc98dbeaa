import { mergeGodebug, portEnv } from '../ports';
import type { TestUnit } from './unit';

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
    PWD: dir,
  };
}

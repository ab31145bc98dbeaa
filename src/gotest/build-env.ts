import { join } from 'node:path';
import { mergeGodebug } from '../emulation';
import { portEnv } from '../ports';
import { commonEnv, GOENV_FILE, shimVariables, type ShimPart } from './shim-settings';
import type { TestUnit } from './unit';

/** Tells shim.sh which program to start. */
const SHIM = 'NX_GO_CROSS_SHIM';

/** The environment of `go test`. The shim gives the tests theirs (shim-settings.ts). */
export function buildTestEnv(unit: TestUnit, parts: readonly ShimPart[]): NodeJS.ProcessEnv {
  const { GOTMPDIR: _ofTests, ...env } = testsEnv(unit);
  return {
    ...(unit.shim === undefined ? env : commonEnv(env)),
    // With a GOTMPDIR of ours in it: cmd/go leaves its work folder behind when it is killed.
    GOENV: join(unit.scratch, GOENV_FILE),
    ...(unit.shim === undefined ? {} : { [SHIM]: unit.shim, ...shimVariables(unit, parts) }),
  };
}

/** The environment of a test binary that cmd/go does not start. */
export function buildBinaryEnv(unit: TestUnit, scratch: string): NodeJS.ProcessEnv {
  return { ...testsEnv(unit), ...(unit.plan.container === undefined ? {} : { GOTMPDIR: scratch }) };
}

/** This process's own environment is never changed. */
function testsEnv({ port, env, plan, dir }: TestUnit): NodeJS.ProcessEnv {
  const { GODEBUG, ...rest } = plan.env;
  const godebug = GODEBUG === undefined ? env.GODEBUG : mergeGodebug(env.GODEBUG, GODEBUG);
  return {
    ...env,
    ...rest,
    ...portEnv(port),
    ...(godebug === undefined ? {} : { GODEBUG: godebug }),
    PWD: dir,
  };
}

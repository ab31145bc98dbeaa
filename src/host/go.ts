import { parseJson } from '../files';
import { capture, type Captured } from '../process';
import { goCannotRun, goNotFound, goTooOld } from './errors';
import { ENV_FLAGS } from './go-environment';
import { askOncePerWorkspace } from './go-of-workspace';
import { findExecutable } from './find-executable';

/** What `go env -json` says for a port, in the folder of a module (its toolchain line counts). */
export interface GoFacts {
  readonly path: string;
  /** For example `go1.26.8`. */
  readonly version: string;
  readonly hostGoos: string;
  readonly hostGoarch: string;
  readonly env: Readonly<Record<string, string>>;
}

/** All but these cost Go more: for GOGCCFLAGS it starts a C compiler. */
const ASKED = (
  'GOVERSION GOHOSTOS GOHOSTARCH GOROOT GOMOD GOWORK GOMODCACHE GOCACHE GOFLAGS GOENV GOTMPDIR GOOS GOARCH ' +
  'CGO_ENABLED CC CXX'
).split(' ');

const OLDEST = [1, 23] as const;

/**
 * Finds Go and asks it for its environment (`go help environment`).
 * Throws CrossTestError `goNotFound`, `goFailed` or `goTooOld`.
 */
export async function readGo(go: string, cwd: string, env: NodeJS.ProcessEnv): Promise<GoFacts> {
  const path = findExecutable([go], env, cwd);
  if (path === undefined) throw goNotFound(go);
  const ask = () => capture([path, 'env', ...ENV_FLAGS, ...ASKED], { cwd, env });
  const { captured, changed } = await askOncePerWorkspace(path, cwd, env, ask);
  const values = parseEnv(captured, changed);
  if (values?.GOVERSION === undefined) throw goCannotRun(path, captured.stderr || captured.errno || captured.stdout);
  if (isTooOld(values.GOVERSION)) throw goTooOld(path, values.GOVERSION, OLDEST.join('.'));
  return {
    path,
    version: values.GOVERSION,
    hostGoos: values.GOHOSTOS ?? '',
    hostGoarch: values.GOHOSTARCH ?? '',
    env: values,
  };
}

function parseEnv(
  { exitCode, stdout }: Captured,
  changed: Readonly<Record<string, string>>,
): Record<string, string> | undefined {
  const values = exitCode === 0 ? (parseJson(stdout) as Record<string, string> | undefined) : undefined;
  return values && { ...values, ...changed };
}

/** Development versions (`devel go1.27-…`) and other unusual ones count as new enough. */
function isTooOld(version: string): boolean {
  const match = /^go(\d+)\.(\d+)/.exec(version);
  if (!match) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../process';
import { findUp, parseJson, readText } from '../files';
import { factKey, fileStamp, remember } from './fact-store';
import { findExecutable } from './find-executable';
import { gorootOf } from './go-command';
import { tempParent } from './temp-folder';

/** `go env` for the host's own port. */
export type GoValues = Readonly<Record<string, string>>;

/** What Go says of itself in a folder. */
export interface GoAnswer {
  readonly values: GoValues;
  /** The version of the command on PATH before a toolchain line chooses another; undefined for a shim. */
  readonly local?: string;
}

/** The go command on PATH, and the GOROOT that it belongs to unless it is a shim. */
export function goCommand(env: NodeJS.ProcessEnv, cwd: string): { path: string; goroot?: string } | undefined {
  const path = findExecutable(['go'], env, cwd);
  return path === undefined ? undefined : { path, goroot: gorootOf(path) };
}

/**
 * Asks Go in a folder, and asks again when something that the answer depends on has changed. What a shim goes by nobody
 * else knows: it is asked each time.
 */
export async function goEnvironment(env: NodeJS.ProcessEnv, cwd: string): Promise<GoAnswer | undefined> {
  const go = goCommand(env, cwd);
  if (go === undefined) return undefined;
  const { path, goroot } = go;
  if (goroot === undefined) {
    const values = await askGo(path, cwd, env);
    return values && { values };
  }
  const set = Object.entries(env).filter(([name]) => /^(GO|CGO_|CC$|CXX$|HOME$|XDG_CONFIG_HOME$)/.test(name));
  const command = [realpathSync(path), join(goroot, 'VERSION'), join(goroot, 'go.env')];
  const files = [...command, ...configFiles(env), ...moduleFiles(env, cwd), ...defaultCompilers(env, cwd)];
  const key = factKey([set.sort(), files.map(fileStamp), cwd]);
  const [chosen, local] = await Promise.all([
    remember('go-env', key, () => askGo(path, cwd, env)),
    // Where no file of a workspace is in the way.
    remember('go-local', key, () => askGo(path, '/', { ...env, GOTOOLCHAIN: 'local', GOWORK: 'off' })),
  ]);
  // A toolchain line of the root may ask for a Go that is not to be had; that is nothing to projects with their own.
  const { GOTOOLCHAIN = goEnvFile(env).get('GOTOOLCHAIN') } = env;
  const values = chosen ?? (local && { ...local, GOTOOLCHAIN: GOTOOLCHAIN ?? '' });
  return values && { values, local: local?.GOVERSION };
}

/** Milliseconds. Asked for the first time, a version manager or a toolchain line may have to fetch a Go. */
const PATIENCE = 180_000;

/** Flags that GOFLAGS holds for other commands, such as -u, mean something else here. */
export const ENV_FLAGS = ['-json', '-u=false', '-w=false'];

/** `go env -json` for some variables, or all of them. */
export async function askGo(
  go: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  names: readonly string[] = [],
): Promise<Record<string, string> | undefined> {
  // Some values cost Go a folder for temporary files. That of a project may be missing in the workspace's root.
  const GOTMPDIR = existsSync(tempParent(env, cwd)) ? env.GOTMPDIR : '/tmp';
  const options = { cwd, env: { ...env, GOTMPDIR }, timeout: PATIENCE };
  const { exitCode, stdout } = await capture([go, 'env', ...ENV_FLAGS, ...names], options);
  return exitCode === 0 ? (parseJson(stdout) as Record<string, string> | undefined) : undefined;
}

/** The files whose toolchain line counts in a folder. */
function moduleFiles({ GOWORK }: NodeJS.ProcessEnv, cwd: string): string[] {
  const above = ['go.mod', 'go.work'].flatMap((name) => findUp(cwd, name) ?? []);
  return GOWORK && GOWORK !== 'off' ? [...above, GOWORK] : above;
}

/** Without one of them, cgo is off by default. */
function defaultCompilers(env: NodeJS.ProcessEnv, cwd: string): string[] {
  return ['gcc', 'clang', 'cc'].flatMap((name) => findExecutable([name], env, cwd) ?? []);
}

/** What `go env -w` wrote: lines such as `GOARM64=v9.0`. */
export function goEnvFile(env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const text =
    configFiles(env)
      .map((file) => readText(file))
      .find((one) => one !== undefined) ?? '';
  const lines = text.split('\n').map((line) => /^([A-Z0-9_]+)=(.*)$/.exec(line.trim()));
  return new Map(lines.flatMap((line) => (line ? [[line[1]!, line[2]!] as const] : [])));
}

/** What Go takes for a variable: an empty one is none, and what `go env -w` wrote counts (cmd/go/internal/cfg, Getenv). */
export function goVariable(name: string, env: NodeJS.ProcessEnv): string {
  return env[name] || (goEnvFile(env).get(name) ?? '');
}

/** Where `go env -w` writes (os.UserConfigDir of Go). */
function configFiles({ GOENV, XDG_CONFIG_HOME, HOME }: NodeJS.ProcessEnv): string[] {
  if (GOENV === 'off') return [];
  if (GOENV) return [GOENV];
  if (XDG_CONFIG_HOME) return [join(XDG_CONFIG_HOME, 'go', 'env')];
  return HOME ? [join(HOME, '.config', 'go', 'env'), join(HOME, 'Library', 'Application Support', 'go', 'env')] : [];
}

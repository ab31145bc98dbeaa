import { constants, copyFileSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../process';
import { formatPort, portEnv, portId, type Port } from '../ports';
import { sha256Of } from '../task-key';
import { probeUnbuildable } from './errors';
import { isExecutable, singleFlight } from '../files';
import { factKey, fileStamp } from './fact-store';
import type { GoFacts } from './go';
import { readOwnJson, writeJson } from './json-file';
import { isOwn } from './private-folder';
import { stateFolder } from './state-dir';
import { takeTempFolder, tempParent } from './temp-folder';

export interface ProbeBuild {
  readonly go: GoFacts;
  readonly port: Port;
  readonly env: NodeJS.ProcessEnv;
  /** The folder that Go is started in for the tests. */
  readonly cwd: string;
  /**
   * With `-trimpath` the binary is the same wherever it is built, but Go compiles its runtime again for that: the tests of
   * most people are built without.
   */
  readonly flags?: readonly '-trimpath'[];
  /** The folder of its source here, default `probe`. */
  readonly program?: 'probe' | 'shim';
}

/**
 * Builds the binary that prints its GOOS/GOARCH, once per Go and port, and again when its file is damaged.
 * Throws CrossTestError when Go cannot build it.
 */
export async function buildProbe(request: ProbeBuild): Promise<string> {
  const { go, port, env, cwd, flags = [], program = 'probe' } = request;
  const key = factKey([go.version, fileStamp(go.path), portId(port), go.env.GOROOT, sources(program), ...flags]);
  const folder = stateFolder('probes') ?? folderOfProcess('probes', tempParent(env, cwd));
  const probe = join(folder, `${program}-${portId(port)}-${key}`);
  if (!isWhole(probe)) await singleFlight(probe, () => build(probe, request));
  return isExecutable(probe) ? probe : copyOf(probe, folderOfProcess(probe, tempParent(env, cwd)));
}

/** To Go, an empty variable is none, and what `go env -w` wrote counts then. */
const NO_GOFLAGS = ' ';

async function build(probe: string, { go, port, env, cwd, flags = [], program = 'probe' }: ProbeBuild): Promise<void> {
  const fresh = `${probe}.${process.pid}`;
  const command = goOfRoot(go);
  const buildEnv = {
    ...{ ...env, ...portEnv(port), CGO_ENABLED: '0', GOFLAGS: NO_GOFLAGS, GOWORK: 'off', GO111MODULE: 'on' },
    ...(command === undefined ? {} : { GOTOOLCHAIN: 'local' }),
    GOTMPDIR: tempParent(env, cwd),
  };
  const argv = [command ?? go.path, 'build', '-o', fresh, '-buildvcs=false', ...flags, '.'];
  const built = await capture(argv, { cwd: join(__dirname, program), env: buildEnv, timeout: 300_000 });
  if (built.exitCode !== 0) {
    rmSync(fresh, { force: true });
    throw probeUnbuildable(formatPort(port), built.stderr || built.errno || 'no output');
  }
  // First, so that a crash in between leaves a digest that no file has.
  writeJson(digestFile(probe), sha256Of(fresh));
  renameSync(fresh, probe);
}

/**
 * The command that `go` started in the project's folder: a version manager's, or one that a toolchain line switches, could
 * start another one in the folder of the probe.
 */
function goOfRoot({ env }: GoFacts): string | undefined {
  const path = join(env.GOROOT ?? '', 'bin', process.platform === 'win32' ? 'go.exe' : 'go');
  return env.GOROOT && existsSync(path) ? path : undefined;
}

function digestFile(probe: string): string {
  return `${probe}.json`;
}

/** What this process has read of them, by their state then: each task of a batch asks. */
const wholeFiles = new Map<string, string>();

/** Whether it is the file that Go wrote. One that the machine crashed over may be empty, or cut off. */
export function isWhole(probe: string): boolean {
  try {
    const stat = lstatSync(probe);
    const stamp = [stat.ino, stat.size, stat.ctimeMs].join(' ');
    if (!isOwn(stat)) return false;
    if (wholeFiles.get(probe) === stamp) return true;
    if (readOwnJson(digestFile(probe)) !== sha256Of(probe)) return false;
    wholeFiles.set(probe, stamp);
    return true;
  } catch {
    return false;
  }
}

/** A copy of the probe in a folder, or the probe itself where that cannot be executed: the tests then say so. */
export function copyOf(probe: string, folder: string): string {
  const copy = join(folder, 'probe');
  try {
    copyFileSync(probe, copy, constants.COPYFILE_FICLONE);
  } catch {
    return probe;
  }
  return isExecutable(copy) ? copy : probe;
}

const folders = new Map<string, string>();

/** Removed at the end of this process. */
function folderOfProcess(what: string, parent: string): string {
  const key = `${parent}\0${what}`;
  const known = folders.get(key);
  if (known !== undefined && existsSync(known)) return known;
  const { path } = takeTempFolder(parent);
  folders.set(key, path);
  return path;
}

/** An updated plugin must not go on with the binary of the old one. */
function sources(program: string): string[] {
  const folder = join(__dirname, program);
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
}

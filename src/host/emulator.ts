import { capture } from '../process';
import { factKey, fileStamp, remember } from './fact-store';
import { findExecutable } from './find-executable';

/** A qemu-user binary. */
export interface Emulator {
  readonly path: string;
  /** As the emulator says it, for example `7.2.22`; `unknown` when `--version` does not say. */
  readonly version: string;
  /** The whole first line of `--version`: two builds of one version differ here. */
  readonly versionLine: string;
  /** Undefined when the version is unknown. */
  readonly major?: number;
}

/** The first of these on PATH (a name with a slash is a path), with its version. */
export async function findEmulator(
  names: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<Emulator | undefined> {
  const path = findExecutable(names, env, cwd);
  return path === undefined ? undefined : readEmulator(path);
}

/** Asks an emulator for its version; asked once per state of the file. */
export async function readEmulator(path: string): Promise<Emulator> {
  const answer = await remember('emulator', factKey(fileStamp(path)), () => askVersion(path), isAnswer);
  const versionLine = answer ?? '';
  const version = /version (\d+(?:\.\d+)*)/.exec(versionLine)?.[1];
  return {
    path,
    version: version ?? 'unknown',
    versionLine,
    major: version ? Number.parseInt(version, 10) : undefined,
  };
}

/** Undefined when it did not answer: a limit of the shell (ulimit -v) may keep it from that. */
async function askVersion(path: string): Promise<string | undefined> {
  const { stdout, exitCode } = await capture([path, '--version'], { timeout: 10_000 });
  return exitCode === 0 ? stdout.split('\n', 1)[0] || undefined : undefined;
}

function isAnswer(answer: string | undefined): boolean {
  return answer !== undefined;
}

import { capture } from '../process';
import { withoutQemu } from './emulator-env';
import { factKey, fileStamp, remember } from './fact-store';
import { fileDigest, isScript } from './identity/file-identity';
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
  /** For keys: the same text only where the same program runs. */
  readonly identity: string;
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
  return emulatorOf(path, answer ?? '', [answer ? undefined : contentOf(path), scriptOf(path)]);
}

function contentOf(path: string): string {
  try {
    return fileDigest(path);
  } catch {
    return `unreadable ${path}`;
  }
}

/** Of a script, which may choose the CPU or start another emulator: the digest of its text. */
export function scriptOf(path: string | undefined): string | undefined {
  return path !== undefined && isScript(path) ? contentOf(path) : undefined;
}

/** An emulator by the first line that it says of itself, and by what else tells it from others. */
export function emulatorOf(path: string, versionLine: string, rest: readonly (string | undefined)[]): Emulator {
  const version = /version (\d+(?:\.\d+)*)/.exec(versionLine)?.[1];
  return {
    path,
    version: version ?? 'unknown',
    versionLine,
    major: version ? Number.parseInt(version, 10) : undefined,
    identity: [...new Set([versionLine, ...rest])].filter(Boolean).join(' '),
  };
}

/** Undefined when it did not answer: a limit of the shell (ulimit -v) may keep it from that. */
async function askVersion(path: string): Promise<string | undefined> {
  const { stdout, exitCode } = await capture([path, '--version'], {
    env: withoutQemu(process.env),
    timeout: 10_000,
  });
  return exitCode === 0 ? stdout.split('\n', 1)[0] || undefined : undefined;
}

function isAnswer(answer: string | undefined): boolean {
  return answer !== undefined;
}

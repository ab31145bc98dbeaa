import { capture, type Captured } from '../process';
import type { Port } from '../ports';
import { copyOf } from './probe-binary';
import { takeTempFolder, tempParent } from './temp-folder';

/** What came of running a port's probe binary in some way. Only `ran` is a proof. */
export type ProbeResult =
  | { readonly outcome: 'ran' }
  /** It printed something else: another program than the probe ran, or its arguments were changed on the way. */
  | { readonly outcome: 'mismatch'; readonly printed: string }
  /** It ended well and printed nothing: nothing ran. */
  | { readonly outcome: 'silent' }
  /** `lasting`: the machine refuses it. Without that it may be otherwise the next time, in another shell for example. */
  | { readonly outcome: 'failed'; readonly detail: string; readonly lasting?: true };

/** A wrapper around an emulator can shift arguments by one (binfmt_misc flag P): the probe must get this one back. */
const ARGUMENT = 'proof';

/**
 * Runs the probe through `launch` (words put before it, none for a direct start), from where the binaries of tests that
 * Go is started for in `dir` run: another mount may be `noexec`, or out of reach in a user namespace. A binary that the kernel refuses is
 * taken for a script by the C library, which hands it to /bin/sh (execvp(3)): that shell must find no program, and what
 * it writes must be thrown away.
 */
export async function runProbe(
  probe: string,
  port: Port,
  launch: readonly string[],
  env: NodeJS.ProcessEnv,
  dir = process.cwd(),
): Promise<ProbeResult> {
  const { path: cwd, remove } = takeTempFolder(tempParent(env, dir));
  const options = { cwd, env: launch.length === 0 ? { ...env, PATH: '' } : env, timeout: 60_000 };
  try {
    const copy = copyOf(probe, cwd);
    const captured = await capture([...launch, copy, ARGUMENT], options);
    const result = judge(captured, `${port.goos}/${port.goarch} ${ARGUMENT}`);
    // A shell that took it for a script names it.
    const isRefused = launch.length === 0 && captured.stderr.startsWith(`${copy}: `);
    return result.outcome === 'failed' && isRefused ? { ...result, lasting: true } : result;
  } finally {
    remove();
  }
}

export function judge(captured: Captured, expected: string): ProbeResult {
  const printed = captured.stdout.trim();
  if (captured.exitCode === 0 && printed === expected) return { outcome: 'ran' };
  if (captured.exitCode === 0 && printed === '') return { outcome: 'silent' };
  if (captured.exitCode === 0) return { outcome: 'mismatch', printed: printed.slice(0, 200) };
  const detail = failureDetail(captured);
  return { outcome: 'failed', detail, ...(isLasting(captured) ? { lasting: true } : {}) };
}

/**
 * What a kernel, a shell that took the binary for a script, unshare, mount and emulators say when they refuse. Whatever
 * else went wrong may have to do with the shell that this was started from: its limits, its environment, a full disk.
 */
const REFUSALS =
  /exec format error|\p{C}ELF|operation not permitted|^mount: .*permission denied|unshare failed: invalid argument|invalid ELF image|unknown filesystem type|illegal instruction|cannot execute|microarchitecture support|unable to find CPU model/imu;

function isLasting({ timedOut, signal, stderr, errno }: Captured): boolean {
  if (timedOut || stderr.includes('were not mapped')) return false;
  return errno === 'ENOEXEC' || (signal === undefined && errno === undefined && REFUSALS.test(stderr));
}

const ERRNO_TEXT: Record<string, string> = {
  ENOEXEC: 'exec format error',
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
};

function failureDetail({ stderr, exitCode, signal, errno, timedOut }: Captured): string {
  if (timedOut) return 'it did not end within 60 s';
  if (errno !== undefined) return ERRNO_TEXT[errno] ?? errno;
  const line = stderr
    .trim()
    .split('\n')
    .find((text) => text.trim() !== '');
  // A shell that took the binary for a script quotes its bytes.
  return (
    line?.trim().replaceAll(/\p{C}/gu, '?').slice(0, 300) ??
    (signal ? `it was ended by ${signal}` : `it ended with exit code ${exitCode}`)
  );
}

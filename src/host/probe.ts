import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, type Captured } from '../process';
import { formatPort, portEnv, portId, type Port } from '../ports';
import { probeUnbuildable } from '../errors/host-errors';
import { atOnce } from './at-once';
import { factKey, fileStamp } from './fact-store';
import type { GoFacts } from './go';
import { stateDir } from './state-dir';

/** What came of running a port's probe binary in some way. Only `ran` is a proof. */
export type ProbeResult =
  | { readonly outcome: 'ran' }
  /** It printed something else: another program than the probe ran, or its arguments were changed on the way. */
  | { readonly outcome: 'mismatch'; readonly printed: string }
  /** It ended well and printed nothing: nothing ran. */
  | { readonly outcome: 'silent' }
  /** `passing`: it may well be otherwise the next time, on a machine with less to do for example. */
  | { readonly outcome: 'failed'; readonly detail: string; readonly passing?: true };

/** A wrapper around an emulator can shift arguments by one (binfmt_misc flag P): the probe must get this one back. */
const ARGUMENT = 'proof';

const SOURCE = join(__dirname, 'probe');

/**
 * Builds the binary that prints its GOOS/GOARCH, once per Go and port. With `-trimpath` it is the same wherever it is
 * built, but Go compiles its runtime again for that: the tests of most people are built without.
 * Throws CrossTestError when Go cannot build it.
 */
export async function buildProbe(
  go: GoFacts,
  port: Port,
  env: NodeJS.ProcessEnv,
  flags: readonly '-trimpath'[] = [],
): Promise<string> {
  const key = factKey([go.version, fileStamp(go.path), portId(port), go.env.GOROOT, sources(), ...flags]);
  const dir = probeDir();
  const probe = join(dir, `probe-${portId(port)}-${key}`);
  if (fileStamp(probe) !== undefined) return probe;
  return atOnce(probe, () => build(probe, { go, port, env, flags }));
}

interface Build {
  readonly go: GoFacts;
  readonly port: Port;
  readonly env: NodeJS.ProcessEnv;
  readonly flags: readonly string[];
}

async function build(probe: string, { go, port, env, flags }: Build): Promise<string> {
  const fresh = `${probe}.${process.pid}`;
  const buildEnv = { ...env, ...portEnv(port), CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off', GO111MODULE: 'on' };
  const argv = [go.path, 'build', '-o', fresh, '-buildvcs=false', ...flags, '.'];
  const built = await capture(argv, { cwd: SOURCE, env: buildEnv, timeout: 300_000 });
  if (built.exitCode !== 0) throw probeUnbuildable(formatPort(port), built.stderr || built.errno || 'no output');
  renameSync(fresh, probe);
  return probe;
}

/** An updated plugin must not go on with the binary of the old one. */
function sources(): string[] {
  return readdirSync(SOURCE).map((name) => readFileSync(join(SOURCE, name), 'utf8'));
}

function probeDir(): string {
  const state = stateDir();
  if (state === undefined) return mkdtempSync(join(tmpdir(), 'nx-go-cross-probe-'));
  const dir = join(state, 'probes');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return dir;
}

/**
 * Runs the probe through `launch` (words put before it, none for a direct start). A binary that the kernel refuses is
 * taken for a script by the C library, which hands it to /bin/sh (execvp(3)): that shell must find no program, and what
 * it writes must be thrown away.
 */
export async function runProbe(
  probe: string,
  port: Port,
  launch: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ProbeResult> {
  const cwd = mkdtempSync(join(stateDir() ?? tmpdir(), 'run-'));
  const options = { cwd, env: launch.length === 0 ? { ...env, PATH: '' } : env, timeout: 60_000 };
  try {
    const captured = await capture([...launch, probe, ARGUMENT], options);
    return judge(captured, `${port.goos}/${port.goarch} ${ARGUMENT}`);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

export function judge(captured: Captured, expected: string): ProbeResult {
  const printed = captured.stdout.trim();
  if (captured.exitCode === 0 && printed === expected) return { outcome: 'ran' };
  if (captured.exitCode === 0 && printed === '') return { outcome: 'silent' };
  if (captured.exitCode === 0) return { outcome: 'mismatch', printed: printed.slice(0, 200) };
  const detail = failureDetail(captured);
  return { outcome: 'failed', detail, ...(isPassing(captured) ? { passing: true } : {}) };
}

/** Out of time, ended by a signal (qemu-i386 7.2 crashes now and then), or namespace-root-inner.sh out of patience. */
function isPassing({ timedOut, signal, stderr }: Captured): boolean {
  return timedOut || signal !== undefined || stderr.includes('were not mapped');
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

import type { Outcome } from './outcome';

/** What decides how a package failed. */
export interface FailureEvidence {
  /** What the binary printed in the test that it ended in; empty when it came to its end in an orderly way. */
  readonly binaryOutput: string;
  /** What was printed outside any test: by the binary, or by cmd/go about it. */
  readonly packageOutput: string;
  /** Text of the build step that failed, if one did. */
  readonly buildOutput?: string;
  /** The binary printed its own PASS or FAIL. */
  readonly orderly: boolean;
  readonly emulated: boolean;
}

/** The runner, not the test: the binary was never started, or not as what it is. */
const NOT_STARTED = [
  /: exec format error$/m,
  /^exec: ".*": executable file not found/m,
  /^fork\/exec .*: (no such file or directory|permission denied)$/m,
  /Invalid ELF image for this architecture/,
  /Could not open '\/lib.*\/ld/,
  /^nx-go-cross: /m,
  /FATAL: ThreadSanitizer: unsupported VMA range/,
];

/** Go's own runtime.fatal is for mistakes of a program (deadlock, concurrent map writes); runtime.throw is not. */
const RUNTIME_THROW = /^fatal error: [^]*^runtime\.throw\(|bad g in signal handler|^runtime: morestack on g0/m;

/** Tells apart how a package failed; cmd/go prints a plain `FAIL` for all of them. */
export function classifyFailure(evidence: FailureEvidence): Outcome {
  const { binaryOutput, packageOutput, buildOutput, orderly, emulated } = evidence;
  if (/\[setup failed\]/.test(packageOutput)) return 'setupFailed';
  // cmd/go prints `# pkg` above a compiler's messages, and `# pkg` and `# [pkg]` above those of vet.
  if (buildOutput !== undefined) return /^# \[/m.test(buildOutput) ? 'vetFailed' : 'buildFailed';
  if (/^\*\*\* Test killed/m.test(packageOutput)) return 'timedOut';
  if (orderly) return 'failed';
  const output = `${binaryOutput}${packageOutput}`;
  if (/^panic: test timed out after /m.test(output)) return 'timedOut';
  if (/^qemu: uncaught target signal \d+/m.test(output) || /^signal: /m.test(packageOutput)) return 'crashed';
  if (NOT_STARTED.some((sign) => sign.test(packageOutput))) return 'infrastructure';
  return emulated && RUNTIME_THROW.test(output) ? 'crashed' : 'failed';
}

import { saysNotStarted, type Place } from '../diagnosis';
import type { Outcome } from './outcome';

/** What decides how a package failed. */
export interface FailureEvidence {
  /** What was printed last: by the binary after its PASS or FAIL or in the test that it ended in, and by cmd/go. */
  readonly ending: string;
  /** Text of the build step that failed, if one did. */
  readonly build?: string;
  /** A test had begun, or the binary had printed PASS or FAIL. */
  readonly started: boolean;
  /** Tests had failed, and package testing had said FAIL: what comes after that is no news, whatever TestMain prints. */
  readonly testsFailed: boolean;
  readonly place: Place;
}

/** The dump of Go's runtime for a signal that no Go code is to blame for. SIGSEGV in Go code is a panic. */
const SIGNALLED = /^SIG[A-Z]+: .*\nPC=0x/m;

/** Go's runtime found itself inconsistent, which emulators bring about. */
const RUNTIME_BROKEN = /^fatal: (morestack|systemstack|bad g)|^runtime: (morestack|bad g)/m;

/** Comes from runtime.throw too, and yet the program is to blame. A deadlock, for one, goes through runtime.fatal. */
const OWN_FAULT =
  /^fatal error: (stack overflow|checkptr: |thread exhaustion|(runtime: )?(out of memory|cannot allocate memory))/;

/** Tells apart how a package failed; cmd/go prints a plain `FAIL` for all of them. */
export function classifyFailure({ ending, build, started, testsFailed, place }: FailureEvidence): Outcome {
  if (build !== undefined) return classifyBuild(build, ending);
  if (isTimeout(ending)) return 'timedOut';
  if (testsFailed) return 'failed';
  if (isKilled(ending) || SIGNALLED.test(ending)) return 'crashed';
  if (!started && saysNotStarted(ending, place)) return 'infrastructure';
  return place.emulated && isRuntimeBroken(ending) ? 'crashed' : 'failed';
}

/**
 * cmd/go prints `# pkg` above a compiler's messages, and `# pkg` and `# [pkg]` above those of vet. The latter it also
 * prints when vet could not begin, because a file of assembly is broken.
 */
function classifyBuild(build: string, ending: string): Outcome {
  if (ending.endsWith(' [setup failed]\n')) return 'setupFailed';
  return /^# \[/m.test(build) && !/^asm: assembly of /m.test(build) ? 'vetFailed' : 'buildFailed';
}

/** cmd/go's own words, or the alarm of package testing. Anybody can print the first line of the latter. */
function isTimeout(ending: string): boolean {
  if (/^\*\*\* Test killed/m.test(ending)) return true;
  const panic = from(ending, /^panic: test timed out after /m);
  return /^\trunning tests:$|^testing\.\(\*M\)\.startAlarm/m.test(panic);
}

/** The last two lines before `FAIL` hold the signal as cmd/go names it, or as QEMU does that ended its guest. */
function isKilled(ending: string): boolean {
  const lines = ending
    .replace(/^FAIL\t.*\n$/m, '')
    .trimEnd()
    .split('\n')
    .slice(-2);
  const named = lines.find((line) => /^(signal: |qemu: uncaught target signal )/.test(line));
  if (named === undefined) return false;
  // GOTRACEBACK=crash ends every panic with SIGABRT.
  return !(/abort/i.test(named) && /^(panic|fatal error): /m.test(ending));
}

/** Nothing is printed after the runtime's own end: with a panic below it, it was a test that printed such a text. */
function isRuntimeBroken(ending: string): boolean {
  const last = ending.slice(ending.lastIndexOf('\npanic: ') + 1);
  if (RUNTIME_BROKEN.test(last)) return true;
  const error = from(last, /^fatal error: /m);
  return /^runtime\.throw\(/m.test(error) && !OWN_FAULT.test(error);
}

/** The text from the first match on; empty without one. */
function from(text: string, sign: RegExp): string {
  const at = text.search(sign);
  return at < 0 ? '' : text.slice(at);
}

import { formatDuration, waitDelay } from '../gotest';
import type { OutputNotes } from './output-notes';

/** How a test binary ended. */
export interface BinaryEnd {
  readonly exitCode?: number;
  readonly signal?: string;
  /** It got SIGQUIT for taking too long. */
  readonly overdue?: boolean;
  /** Its output stayed open too long. */
  readonly cutOff?: boolean;
  readonly seconds: number;
}

/** Milliseconds, as cmd/go derives them from -timeout. */
export interface BinaryLimits {
  readonly quitAfter?: number;
  readonly grace?: number;
}

/**
 * The binary ends itself at its timeout and prints its stacks. The limits are for one that does not, and for children
 * that hold its output (cmd/go/internal/test, testKillTimeout and testWaitDelay).
 */
export function limitsOf(given: {
  /** Milliseconds for the tests. */
  readonly timeout: number;
  /** The same before it was stretched for emulation: the wait after a binary's end is none of its code's. */
  readonly unscaled: number;
  readonly isBench: boolean;
}): BinaryLimits {
  const { timeout, unscaled, isBench } = given;
  if (timeout === 0 || isBench) return {};
  const grace = waitDelay(unscaled);
  return { quitAfter: timeout + Math.max(grace, 60_000), grace };
}

export function endedWell({ exitCode, overdue, cutOff }: BinaryEnd): boolean {
  return exitCode === 0 && !overdue && !cutOff;
}

/** What cmd/go prints below the output of a binary: how it ended, and the package's last line. */
export function lastWords(
  importPath: string,
  end: BinaryEnd,
  notes: OutputNotes,
  cover: boolean,
  limits: BinaryLimits = {},
): string {
  const newline = notes.isEmpty || notes.endsLine ? '' : '\n';
  const time = `${end.seconds.toFixed(3)}s`;
  if (endedWell(end)) {
    const noTests = notes.noTestsToRun ? ' [no tests to run]' : '';
    return `${newline}ok  \t${importPath}\t${time}${cover ? notes.coverage : ''}${noTests}\n`;
  }
  const why = endText(end, notes);
  return `${limitText(end, limits)}${why === '' ? newline : `${why}\n`}\x16FAIL\t${importPath}\t${time}\n`;
}

function limitText({ overdue, cutOff, exitCode }: BinaryEnd, { quitAfter = 0, grace = 0 }: BinaryLimits): string {
  if (overdue) return `*** Test killed with quit: ran too long (${formatDuration(quitAfter)}).\n`;
  const isOpen = cutOff && exitCode === 0;
  return isOpen ? `*** Test I/O incomplete ${formatDuration(grace)} after exiting.\n` : '';
}

/** In the words of os/exec. A binary that printed something and exited has explained itself. */
function endText({ exitCode, signal, overdue, cutOff }: BinaryEnd, { isEmpty }: OutputNotes): string {
  if (exitCode === 0) {
    return overdue ? 'context deadline exceeded' : cutOff ? 'exec: WaitDelay expired before I/O complete' : '';
  }
  if (exitCode !== undefined) return isEmpty ? `exit status ${exitCode}` : '';
  return `signal: ${SIGNALS[signal ?? ''] ?? signal ?? 'unknown'}`;
}

/** Go's names (syscall, zerrors_linux). */
const SIGNALS: Readonly<Record<string, string>> = {
  SIGHUP: 'hangup',
  SIGINT: 'interrupt',
  SIGQUIT: 'quit',
  SIGILL: 'illegal instruction',
  SIGTRAP: 'trace/breakpoint trap',
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGKILL: 'killed',
  SIGSEGV: 'segmentation fault',
  SIGPIPE: 'broken pipe',
  SIGALRM: 'alarm clock',
  SIGTERM: 'terminated',
  SIGSYS: 'bad system call',
};

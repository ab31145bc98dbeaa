import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { Running } from './exec';
import type { RunOptions, Workspace } from './workspace';

/** A command as somebody started it who may cancel it. */
export interface Session {
  /** Sends a signal to the command's own process, or types Ctrl-C. */
  readonly cancel: () => void;
  /** The exit code, null after a signal. Does not wait for what may still hold the output. */
  readonly end: Promise<number | null>;
  readonly output: () => string;
  /** Processes that belong to the user and not to the command. */
  readonly bystanders: () => number[];
  /** Ends the bystanders. */
  readonly close: () => Promise<unknown>;
}

/** A command with pipes, as CI starts it. */
export function openPipes(workspace: Workspace, argv: readonly string[], signal: NodeJS.Signals, options: RunOptions) {
  const { child, ended, output } = workspace.start(argv, options);
  const end = once(child, 'exit').then(([code]) => code as number | null);
  // Nothing to wait for after a cancel; a command that nobody cancelled is ended here.
  const close = () => (child.kill('SIGTERM'), ended);
  return { cancel: () => void child.kill(signal), end, output, bystanders: () => [], close };
}

/** What a terminal has and the environment of the tests switches off. */
const INTERACTIVE = { CI: undefined, NX_INTERACTIVE: undefined, SHELL: '/bin/sh', TERM: 'xterm' };

/**
 * A command as a job of a shell with job control, in a terminal of its own (script of util-linux). Ctrl-C is typed: the
 * terminal makes SIGINT for its foreground process group of it. The shell outlives the command, as a user's does.
 */
export function openTerminal(workspace: Workspace, argv: readonly string[], options: RunOptions): Session {
  const job = `stty rows 40 cols 120; set -m; ${argv.map(quote).join(' ')}; echo "[exit code $?]"; read -r line`;
  const env = { ...INTERACTIVE, ...options.env };
  const script = workspace.start(['script', '-qfec', job, '/dev/null'], { ...options, env });
  const stdin = script.child.stdin!;
  return {
    cancel: () => void stdin.write('\x03'),
    end: exitCodeShown(script),
    output: script.output,
    bystanders: () => [script.child.pid!, ...childrenOf(script.child.pid!)],
    close: () => {
      stdin.end('\n');
      return script.ended;
    },
  };
}

function exitCodeShown({ child, ended, output }: Running): Promise<number> {
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', () => {
      const code = /\[exit code (\d+)\]/.exec(output())?.[1];
      if (code !== undefined) resolve(Number(code));
    });
    void ended.then(() => reject(new Error(`the terminal is gone:\n${output()}`)));
  });
}

function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').map(Number) : [];
}

const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

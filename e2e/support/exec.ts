import { spawn, type ChildProcess } from 'node:child_process';

export interface ExecOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds, default five minutes; then the whole group is killed and the result says so. */
  readonly timeout?: number;
  readonly input?: string;
}

export interface ExecResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, as a terminal would show them. */
  readonly output: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<ExecResult>;
  /** Everything printed so far. */
  readonly output: () => string;
}

/** Starts a program in a process group of its own. No shell. */
export function start(argv: readonly string[], { cwd, env, timeout = 300_000, input }: ExecOptions): Running {
  const [file, ...args] = argv;
  const child = spawn(file!, args, { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  if (input !== undefined) child.stdin.end(input);
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  const all: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => (out.push(chunk), all.push(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (err.push(chunk), all.push(chunk)));
  child.stdin.on('error', () => undefined);
  const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString();
  const ended = new Promise<ExecResult>((resolve, reject) => {
    const timer = setTimeout(() => {
      all.push(Buffer.from(`\n[killed after ${timeout} ms]\n`));
      killGroup(child);
    }, timeout);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout: text(out), stderr: text(err), output: text(all) });
    });
  });
  return { child, ended, output: () => text(all) };
}

export async function exec(argv: readonly string[], options: ExecOptions): Promise<ExecResult> {
  return start(argv, { input: '', ...options }).ended;
}

function killGroup(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

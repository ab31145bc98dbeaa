import { capture } from '../process';
import { findExecutable } from './find-executable';

/** Where strace is, or why it cannot trace anything here. */
export type Strace = { readonly path: string } | { readonly path?: undefined; readonly reason: string };

/** Finds strace and lets it trace a shell: a container or a hardened kernel may forbid ptrace. */
export async function findStrace(env: NodeJS.ProcessEnv, cwd: string): Promise<Strace> {
  if (process.platform !== 'linux') return { reason: `strace exists on Linux only, this is ${process.platform}` };
  const path = findExecutable(['strace'], env, cwd);
  if (path === undefined) return { reason: 'strace is not on PATH' };
  const flags = ['-D', '-f', '--seccomp-bpf', '-qq', '-e', 'trace=%file', '-o', '/dev/null'];
  const { exitCode, stderr, errno } = await capture([path, ...flags, '--', '/bin/sh', '-c', ':'], { env, cwd });
  if (exitCode === 0) return { path };
  return { reason: `${path} cannot trace here: ${stderr.trim().split('\n')[0] || errno || `exit code ${exitCode}`}` };
}

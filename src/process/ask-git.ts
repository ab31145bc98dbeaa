import { capture } from './capture';

/** Why git gave no answer. */
export interface GitRefusal {
  readonly reason: 'missing' | 'cannotStart' | 'timedOut' | 'foreignOwner' | 'noRepository' | 'failed';
  /** The system's error name, or the first line that git wrote; empty when it wrote none. */
  readonly text: string;
  readonly exitCode?: number;
}

/** Variables that name the caller's own repository: in a git hook they would lead git elsewhere. */
const LOCAL = [
  ...['GIT_DIR', 'GIT_WORK_TREE', 'GIT_IMPLICIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_PREFIX', 'GIT_INDEX_FILE'],
  ...['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_SHALLOW_FILE'],
];

/** Asks git about the repository that a folder lies in: what git wrote, or why there is nothing. */
export async function askGit(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
  /** Milliseconds until git is killed, default 30,000. */
  timeout?: number,
): Promise<string | GitRefusal> {
  const kept = Object.entries(env).filter(([name]) => !LOCAL.includes(name));
  // Reasons are told by their English wording.
  const own = { ...Object.fromEntries(kept), LC_ALL: 'C' };
  const { exitCode, stdout, stderr, errno, timedOut } = await capture(['git', ...args], { cwd, env: own, timeout });
  if (exitCode === 0) return stdout;
  if (errno !== undefined) return { reason: errno === 'ENOENT' ? 'missing' : 'cannotStart', text: errno };
  const text = stderr.trim().split('\n')[0]!;
  return { reason: timedOut ? 'timedOut' : reasonOf(stderr), text, exitCode };
}

/** A `.git` file that leads nowhere is "not a git repository: <path>", which `git init` would not help. */
function reasonOf(stderr: string): GitRefusal['reason'] {
  if (stderr.includes('dubious ownership')) return 'foreignOwner';
  return stderr.includes('not a git repository (or any') ? 'noRepository' : 'failed';
}

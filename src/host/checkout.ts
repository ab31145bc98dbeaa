import { askGit } from '../process';

/** What git says of the sources of a run. */
export interface Checkout {
  readonly commit: string;
  /** Nothing is changed, staged or new in the working tree; what git ignores does not count. */
  readonly clean: boolean;
}

const known = new Map<string, Promise<Checkout | undefined>>();

/** The commit of a checkout and whether the tree is as committed: asked once per process; undefined without git or commit. */
export function readCheckout(root: string, env: NodeJS.ProcessEnv): Promise<Checkout | undefined> {
  const asked = known.get(root) ?? ask(root, env);
  known.set(root, asked);
  return asked;
}

/** The commit that is checked out; undefined without git or commit. */
export async function readCommit(cwd: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const answer = await askGit(['rev-parse', '--verify', 'HEAD'], cwd, env);
  return typeof answer === 'string' ? answer.trim() : undefined;
}

/** One process for both: the commit is a header of what `git status` prints in this format. */
async function ask(cwd: string, env: NodeJS.ProcessEnv): Promise<Checkout | undefined> {
  const status = ['--no-optional-locks', 'status', '--porcelain=v2', '--branch', '--no-ahead-behind'];
  const answer = await askGit(status, cwd, env);
  if (typeof answer !== 'string') return undefined;
  const [, commit] = /^# branch\.oid ([0-9a-f]+)$/m.exec(answer) ?? [];
  const clean = answer.split('\n').every((line) => line === '' || line.startsWith('# '));
  return commit === undefined ? undefined : { commit, clean };
}

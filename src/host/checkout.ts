import { capture } from '../process';

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

async function ask(cwd: string, env: NodeJS.ProcessEnv): Promise<Checkout | undefined> {
  const git = (...args: string[]) => capture(['git', '--no-optional-locks', ...args], { cwd, env });
  const [head, status] = await Promise.all([git('rev-parse', '--verify', 'HEAD'), git('status', '--porcelain')]);
  if (head.exitCode !== 0 || status.exitCode !== 0) return undefined;
  return { commit: head.stdout.trim(), clean: status.stdout.trim() === '' };
}

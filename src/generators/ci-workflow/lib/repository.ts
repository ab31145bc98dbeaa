import { detachedHead, foreignRepository, gitMissing, gitRefused, noRepository, notRepositoryRoot } from '../../errors';
import { CrossTestError } from '../../../errors';
import { askGit, type GitRefusal } from '../../../process';

export interface Repository {
  /** The branch that is checked out. */
  readonly branch: string;
  /** The branch that a clone would check out, where this clone knows it. */
  readonly remoteBranch?: string;
  /** Whether there is a branch of this name, here or in the repository that this was cloned from. */
  readonly has: (branch: string) => boolean;
}

const HEADS = 'refs/heads/';
const ORIGIN = 'refs/remotes/origin/';

/** What CI needs to know of git. An error unless the folder is the root of a repository and on a branch. */
export async function readRepository(root: string, env?: NodeJS.ProcessEnv): Promise<Repository> {
  const git = async (...args: string[]) => answerOf(await askGit(args, root, env));
  const [prefix, top] = (await git('rev-parse', '--show-prefix', '--show-toplevel')).split('\n');
  if (prefix !== '') throw notRepositoryRoot(top!);
  const [branch, remoteBranch, refs] = await Promise.all([
    askGit(['symbolic-ref', '--quiet', 'HEAD'], root, env).then((answer) => branchOf(answer, HEADS)),
    askGit(['symbolic-ref', '--quiet', `${ORIGIN}HEAD`], root, env).then((answer) => branchOf(answer, ORIGIN)),
    git('for-each-ref', '--format=%(refname)', HEADS, ORIGIN),
  ]);
  if (branch === undefined) throw detachedHead();
  const names = new Set(refs.split('\n'));
  return { branch, remoteBranch, has: (name) => names.has(HEADS + name) || names.has(ORIGIN + name) };
}

/** The branch that a symbolic ref leads to; git ends with 1 where it is none, or not there. */
function branchOf(answer: string | GitRefusal, prefix: string): string | undefined {
  if (typeof answer !== 'string' && answer.exitCode === 1) return undefined;
  const ref = answerOf(answer).trim();
  return ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined;
}

function answerOf(answer: string | GitRefusal): string {
  if (typeof answer === 'string') return answer;
  throw errorOf(answer);
}

function errorOf({ reason, text, exitCode }: GitRefusal): CrossTestError {
  switch (reason) {
    case 'missing':
      return gitMissing();
    case 'noRepository':
      return noRepository();
    case 'foreignOwner':
      return foreignRepository(/ at '(.+)'$/.exec(text)?.[1] ?? 'this workspace');
    case 'timedOut':
      return gitRefused('it did not answer within 30 s');
    default:
      return gitRefused(text || `exit code ${exitCode}`);
  }
}

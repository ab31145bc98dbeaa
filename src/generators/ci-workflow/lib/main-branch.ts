import type { NxJsonConfiguration } from '@nx/devkit';
import { mainBranchUnknown, unusableBranch } from '../../errors';
import type { Repository } from './repository';

/** The branch that pushes are tested on and that changes are compared with; `unknown` where nobody says which. */
export function mainBranchOf(nxJson: NxJsonConfiguration, repository: Repository, unknown?: string): string {
  const base = nxJson.defaultBase?.replace(/^(refs\/heads|refs\/remotes\/origin|origin)\//, '');
  const name = base ?? repository.remoteBranch ?? usualBranch(repository) ?? unknown;
  if (name === undefined) throw mainBranchUnknown(repository.branch);
  // A filter of `on.push` reads *, ?, +, [ and ! as patterns.
  if (!/^[\w][\w./-]*$/.test(name)) throw unusableBranch(name);
  return name;
}

/** Never simply the branch that is checked out: that may be one of a pull request. */
function usualBranch({ branch, has }: Repository): string | undefined {
  return branch === 'master' ? branch : ['main', 'master'].find((name) => branch === name || has(name));
}

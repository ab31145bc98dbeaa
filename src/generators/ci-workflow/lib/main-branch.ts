import type { NxJsonConfiguration } from '@nx/devkit';
import { unusableBranch } from '../../../errors/generator-errors';
import type { Repository } from './repository';

/** The branch that pushes are tested on and that changes are compared with. */
export function mainBranchOf(nxJson: NxJsonConfiguration, { branch, remoteBranch }: Repository): string {
  const base = nxJson.defaultBase?.replace(/^(refs\/heads|refs\/remotes\/origin|origin)\//, '');
  const name = base ?? remoteBranch ?? (branch === 'master' ? branch : 'main');
  // A filter of `on.push` reads *, ?, +, [ and ! as patterns.
  if (!/^[\w][\w./-]*$/.test(name)) throw unusableBranch(name);
  return name;
}

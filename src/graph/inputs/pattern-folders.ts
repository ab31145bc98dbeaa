import type { TargetConfiguration } from '@nx/devkit';
import { sameToNx } from '../errors';
import { inOneMessage } from '../../errors';
import { escapeGlob, globToRegExp } from '../../task-key';
import { isPattern } from './file-sets';
import type { TestSetup } from '../options/target-setups';

/**
 * The outputs of a target in a project whose folder's name is a pattern. Nx takes outputs for globs: it would keep none of
 * the results in `[a]`, and a replay in `!(a)` would remove those of all other projects.
 */
export function escapedOutputs(
  root: string,
  { outputs = [], options }: TargetConfiguration,
  setups: readonly TestSetup[] = [],
): string[] {
  const chosen = [options?.outputDir, ...setups.map((setup) => setup.options.outputDir)]
    .filter((folder) => typeof folder === 'string')
    .map((folder) => `{workspaceRoot}/${folder.replace(/^\{workspaceRoot\}\/?/, '')}`);
  // Where nobody chooses a folder, the command line may.
  const all = chosen.length > 0 ? [...chosen, ...outputs.filter((one) => one !== '{options.outputDir}')] : outputs;
  return [...new Set(all)].map((output) => output.replaceAll('{projectRoot}', escapeGlob(root)));
}

/** Refuses projects of which the escaped folder is another's as well: a replay of one would remove the results of both. */
export function checkPatterns(roots: readonly string[]): void {
  for (const root of roots.filter(isPattern)) {
    const test = globToRegExp(escapeGlob(root))!;
    const other = roots.find((one) => one !== root && test.test(one));
    if (other !== undefined) throw inOneMessage(sameToNx(root, other));
  }
}

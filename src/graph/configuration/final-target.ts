import type { PortTarget } from '../options/port-target';
import type { Disk } from '../../golang';
import { memoize } from '../../files';
import { isGlob } from './is-glob';
import { executorOf, mergeTargets, type Target } from './merge-target';
import { nxMajor } from './nx-major';
import { ownConfiguration, ownParts, type OwnConfiguration } from './own-configuration';
import { defaultsOf, dependsOnProject, type TargetDefaults } from './target-defaults';
import { tokenReplacer } from './tokens';

/** The forms that an inferred target may have in a project: nearly always one. Equal ones are the same object. */
export type FinalTargetsOf = (root: string, target: Inferred) => readonly Target[];
type Inferred = Pick<PortTarget, 'targetName' | 'options'> & { readonly executor?: string };

/**
 * What Nx makes of an inferred target: nx.json's targetDefaults over it, then package.json and project.json, as the
 * workspace's version of Nx merges them. What other plugins add, nobody can see here.
 */
export function finalTargets(
  targetDefaults: TargetDefaults = {},
  disk: Disk,
  major: number = nxMajor(disk.path),
): FinalTargetsOf {
  const ownOf = memoize((root) => ownConfiguration(root, disk));
  const isSameForAll = !dependsOnProject(targetDefaults);
  const [merge, withoutTokens] = [mergeTargets(major), tokenReplacer()];
  const final = (inferred: Inferred, own: OwnConfiguration): Target[] => {
    const parts = ownParts(inferred.targetName, own);
    const base = { executor: inferred.executor, options: inferred.options };
    return orders(defaultsFor(inferred, parts, own, targetDefaults, major)).map((defaults) =>
      [...defaults.flat(), ...parts.map(([, part]) => part)].reduce(merge, base),
    );
  };
  const plain = memoize((inferred: Inferred) => final(inferred, { project: NOBODY, targets: [] }));
  return (root, inferred) => {
    const own = ownOf(root);
    const isPlain = isSameForAll && ownParts(inferred.targetName, own).length === 0;
    const found = isPlain ? plain(inferred) : final(inferred, own);
    return withoutTokens(found, own.project);
  };
}

const NOBODY = { name: '', root: '', tags: [] };

/**
 * The defaults for a target, in lists. A glob in project.json is a target of its own to Nx when it looks for defaults: those
 * found for it are merged into all that it matches.
 */
function defaultsFor(
  { targetName, executor }: Inferred,
  parts: OwnConfiguration['targets'],
  { project }: OwnConfiguration,
  targetDefaults: TargetDefaults,
  major: number,
): (readonly Target[])[] {
  const globs = major >= 23 ? parts.map(([name]) => name).filter(isGlob) : [];
  const lists = [targetName, ...new Set(globs)].map((name) => {
    const named = parts.filter(([other]) => other === name).map(([, part]) => executorOf(part));
    const own = named.findLast((one) => one !== undefined);
    const isOwn = own !== undefined || name !== targetName;
    const query = { targetName: name, executor: own ?? (isOwn ? undefined : executor), project, isOwn };
    return defaultsOf(targetDefaults, query, major);
  });
  return lists.filter((list, index) => index === 0 || list.length > 0);
}

/** In which order Nx merges several lists, other projects decide: both ways are possible. */
function orders<T>(lists: readonly T[]): (readonly T[])[] {
  return lists.length > 1 ? [lists, lists.toReversed()] : [lists];
}

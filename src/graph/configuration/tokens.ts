import { memoize } from '../../files';
import type { Options, Target } from './merge-target';
import type { FilteredProject } from './defaults-query';

/** The options that decide what tests are made of. */
const READ = ['packages', 'tags', 'goFlags', 'env'];
const TOKEN = /\{(projectRoot|projectName|workspaceRoot)\}/;

const hasTokens = (target: Target): boolean => {
  const all = [target.options, ...Object.values(target.configurations ?? {})] as (Options | undefined)[];
  return all.some((options = {}) => TOKEN.test(JSON.stringify(READ.map((name) => options[name]))));
};

type Targets = readonly Target[];

/** Replaces Nx's tokens for a project in the targets whose tests depend on them; others are returned as they are. */
export function tokenReplacer(): (targets: Targets, project: FilteredProject) => Targets {
  const isConcerned = memoize((targets: Targets) => targets.some(hasTokens));
  return (targets, { root, name }) => {
    if (!isConcerned(targets)) return targets;
    const replaced = (text: string) =>
      text
        .replace(/^\{workspaceRoot\}\/?/, '')
        .replaceAll('{projectRoot}', root)
        .replaceAll('{projectName}', name);
    const text = JSON.stringify(targets);
    return JSON.parse(text, (_key, value) => (typeof value === 'string' ? replaced(value) : value)) as Targets;
  };
}

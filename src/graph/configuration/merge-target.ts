import type { TargetConfiguration } from '@nx/devkit';
import { isObject } from '../../files';

export type Options = Readonly<Record<string, unknown>>;

/** What of a target decides about its tests. */
export type Target = Pick<TargetConfiguration, 'executor' | 'command' | 'options' | 'configurations' | 'dependsOn'>;

/** Merges what a later layer of the configuration says over an earlier one. */
export type MergeTargets = (base: Target, over: Target) => Target;

const SPREAD = '...';

/**
 * As the given major version of Nx merges targets (nx/src/project-graph/utils/project-configuration/target-merging): one
 * with another executor replaces all, and since Nx 23 `"..."` stands for what was there before. The e2e of forms of
 * configuration compares this with Nx itself.
 */
export function mergeTargets(nxMajor: number): MergeTargets {
  const knowsSpread = nxMajor >= 23;
  const value = knowsSpread ? mergeValues : (base: unknown, over: unknown) => (over === undefined ? base : over);
  const options = knowsSpread ? mergeOptions : (base?: Options, over?: Options) => ({ ...base, ...over });
  return (base, over) => {
    const executor = executorOf(over);
    const isReplaced = base.executor !== undefined && executor !== undefined && executor !== base.executor;
    if (isReplaced) return { ...over, executor };
    const yields = knowsSpread ? beforeSpread(over) : undefined;
    const keepsBase = yields?.has('dependsOn') === true && base.dependsOn !== undefined;
    return {
      executor: executor ?? base.executor,
      options: options(base.options, over.options),
      configurations: mergeConfigurations(base.configurations, over.configurations, options, knowsSpread),
      dependsOn: (keepsBase ? base.dependsOn : value(base.dependsOn, over.dependsOn)) as Target['dependsOn'],
    };
  };
}

/** The shorthand `command` is an executor of Nx's own. */
export function executorOf({ executor, command }: Target): string | undefined {
  return executor ?? (command ? 'nx:run-commands' : undefined);
}

function mergeConfigurations(
  base: Readonly<Record<string, Options>> = {},
  over: Readonly<Record<string, Options>> = {},
  merge: (base?: Options, over?: Options) => Options,
  knowsSpread: boolean,
): Record<string, Options> {
  const yields = knowsSpread ? beforeSpread(over) : new Set<string>();
  const names = new Set([...Object.keys(base), ...Object.keys(over)]);
  if (knowsSpread) names.delete(SPREAD);
  const pairs = [...names].map((name) => {
    const keepsBase = yields.has(name) && name in base;
    return [name, keepsBase ? base[name]! : merge(base[name], over[name])] as const;
  });
  return Object.fromEntries(pairs);
}

function mergeOptions(base: Options = {}, over: Options = {}): Options {
  if (over[SPREAD] === true) return mergeValues(base, over) as Options;
  const names = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries([...names].map((name) => [name, mergeValues(base[name], over[name])]));
}

function mergeValues(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (Array.isArray(over)) {
    const before: readonly unknown[] = Array.isArray(base) ? base : [];
    return over.flatMap((item) => (item === SPREAD ? before : [item]));
  }
  if (!isObject(over) || over[SPREAD] !== true) return over;
  const entries = Object.entries(over).flatMap(([key, value]) =>
    key === SPREAD ? Object.entries(isObject(base) ? base : {}) : [[key, value] as const],
  );
  return Object.fromEntries(entries);
}

/** The keys that let what was there before win: those in front of `"..."`. */
function beforeSpread(value: object): Set<string> {
  const keys = Object.keys(value);
  return new Set(keys.slice(0, Math.max(keys.indexOf(SPREAD), 0)));
}

import type { DefaultsQuery } from './defaults-query';
import { minimatch } from 'minimatch';
import { isGlob } from './is-glob';
import { executorOf, type Target } from './merge-target';
import { passesFilter, type TargetFilter } from './target-filter';

type Entry = Target & { readonly filter?: TargetFilter };
export type TargetDefaults = Readonly<Record<string, unknown>>;

/**
 * The entries of nx.json's targetDefaults that Nx applies to a target. Of all keys that match it takes one: the executor,
 * else the name, else the longest glob. Since Nx 23 the value may be a list with filters, and a key none of whose entries
 * applies is passed over.
 */
export function defaultsOf(all: TargetDefaults, query: DefaultsQuery, nxMajor: number): readonly Target[] {
  const applied = nxMajor >= 23 ? firstWithMatch(all, query) : oldDefaults(all, query);
  const isCompatible = (entry: Target) =>
    query.executor === undefined || [undefined, query.executor].includes(executorOf(entry));
  return applied.filter(isCompatible);
}

/** Whether the defaults of a target may differ from project to project. */
export function dependsOnProject(all: TargetDefaults): boolean {
  return Object.values(all).some((value) => Array.isArray(value));
}

function firstWithMatch(all: TargetDefaults, query: DefaultsQuery): Target[] {
  for (const key of matchingKeys(all, query)) {
    const value = (all[key] ?? {}) as Entry | Entry[];
    const entries = [value].flat().filter(({ filter }) => passesFilter(filter, query));
    if (entries.length > 0) return entries;
  }
  return [];
}

/** Nx 22 knows no lists: it reads one as an object without anything that it knows. */
function oldDefaults(all: TargetDefaults, query: DefaultsQuery): Target[] {
  const value = matchingKeys(all, query)
    .map((key) => all[key])
    .find((one) => Boolean(one));
  return typeof value === 'object' && !Array.isArray(value) ? [value as Target] : [];
}

function matchingKeys(all: TargetDefaults, { executor, targetName }: DefaultsQuery): string[] {
  const exact = [executor, targetName].filter((key) => key !== undefined && Object.hasOwn(all, key)) as string[];
  const globs = Object.keys(all).filter(
    (key) => key !== targetName && key !== executor && isGlob(key) && minimatch(targetName, key),
  );
  return [...new Set(exact), ...globs.sort((a, b) => b.length - a.length)];
}

import { minimatch } from 'minimatch';
import { PLUGIN } from '../plugin-name';
import { isGlob } from './is-glob';
import type { DefaultsQuery, FilteredProject } from './defaults-query';

/** Of an entry in a list of targetDefaults. */
export interface TargetFilter {
  readonly projects?: string | readonly string[];
  readonly plugin?: string;
  readonly executor?: string;
}

/** Whether Nx applies an entry of targetDefaults with this filter (nx/src/project-graph/utils/…/target-defaults). */
export function passesFilter(filter: TargetFilter | undefined, query: DefaultsQuery): boolean {
  if (!filter) return true;
  const { projects, plugin, executor } = filter;
  if (projects && !matchesProject([...projects], query.project)) return false;
  if (plugin && (query.isOwn || plugin !== PLUGIN)) return false;
  return !executor || executor === query.executor;
}

/** As `--projects` selects (nx/src/utils/find-matching-projects): the last pattern that matches decides. */
function matchesProject(patterns: readonly string[], project: FilteredProject): boolean {
  if (patterns.every((pattern) => pattern === '')) return false;
  let isMatch = patterns[0]!.startsWith('!');
  for (const pattern of patterns) {
    if (pattern === '' || pattern.startsWith('nx-cloud:')) continue;
    const isExclusion = pattern.startsWith('!');
    if (matches(isExclusion ? pattern.slice(1) : pattern, project)) isMatch = !isExclusion;
  }
  return isMatch;
}

function matches(pattern: string, { name, root, tags }: FilteredProject): boolean {
  if (pattern === '*' || pattern === name) return true;
  const [, type, value = pattern] = /^(name|tag|directory|unlabeled):(.*)$/s.exec(pattern) ?? [];
  if (value === '*') return true;
  if (type === 'tag') return tags.some((tag) => tag === value || (isGlob(value) && matchesGlob(value, tag)));
  const isNamed = type !== 'directory' && matchesName(value, name);
  return isNamed || (type !== 'name' && matchesGlob(value, root));
}

/** A name without glob characters matches as a whole word: `foo` selects foo_bar, and not foo-e2e. */
function matchesName(value: string, name: string): boolean {
  if (value === name) return true;
  if (isGlob(value)) return matchesGlob(value, name);
  const escaped = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![@a-zA-Z0-9-])${escaped}(?![@a-zA-Z0-9-])`, 'i').test(name);
}

function matchesGlob(glob: string, text: string): boolean {
  return glob === text || minimatch(text, glob, { dot: true });
}

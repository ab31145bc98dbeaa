import { posix } from 'node:path';
import type { NxJsonConfiguration, ProjectConfiguration } from '@nx/devkit';
import { minimatch } from 'minimatch';
import { inOneMessage } from '../../errors/one-message';
import { DECLARED_INPUT } from '../../inputs';
import { optionsIfValid } from './checked-options';
import { sharedName } from './checked-names';
import { PLUGIN, type PluginOptions } from './plugin-options';
import type { Disk } from '../../golang';
import type { NormalizedPluginOptions } from './normalized-options';

/** The files that Nx hands to createNodes; `include` and `exclude` of an entry are patterns for these. */
export const NODE_FILES: readonly string[] = ['go.mod', 'go.work', 'project.json', 'package.json'];

/** What an entry of nx.json lets a plugin see. */
export interface Patterns {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** An entry of this plugin in nx.json. */
export interface PluginEntry {
  readonly written: PluginOptions;
  /** Undefined where they are wrong, which the entry's own createNodes says. */
  readonly options: NormalizedPluginOptions | undefined;
  reaches(root: string): boolean;
}

/** The entries of this plugin that come before the one with these options. */
export function earlierEntries(nxJson: Settings, options: PluginOptions | undefined, disk: Disk): PluginEntry[] {
  return entriesUpTo(nxJson, options, disk).slice(0, -1);
}

type Settings = Pick<NxJsonConfiguration, 'plugins'>;

/** The entries of this plugin, the last of them the one with these options. */
function entriesUpTo({ plugins = [] }: Settings, options: PluginOptions | undefined, disk: Disk): PluginEntry[] {
  const entries = plugins
    .map((entry) => (typeof entry === 'string' ? { plugin: entry } : entry))
    .filter(({ plugin }) => plugin === PLUGIN);
  const written = (entry: object) => ((entry as { options?: PluginOptions }).options ?? {}) as PluginOptions;
  const own = entries.findIndex((entry) => JSON.stringify(written(entry)) === JSON.stringify(options ?? {}));
  return entries.slice(0, own + 1).map((entry) => ({
    written: written(entry),
    options: optionsIfValid(written(entry)),
    reaches: (root) =>
      NODE_FILES.some((name) => isLetThrough(entry, posix.join(root, name)) && disk.isFile(posix.join(root, name))),
  }));
}

/** As Nx does it (findMatchingConfigFiles): an empty list is none, and of patterns with a `!` among them the last one counts. */
export function isLetThrough({ include, exclude }: Patterns, file: string): boolean {
  return isListed(include, file, true) && !isListed(exclude, file, false);
}

function isListed(patterns: readonly string[] = [], file: string, ifEmpty: boolean): boolean {
  if (patterns.length === 0) return ifEmpty;
  const matches = (pattern: string) => minimatch(file, pattern.replace(/^!/, ''), { dot: true, nonegate: true });
  const last = patterns.findLast(matches);
  return last === undefined ? patterns[0]!.startsWith('!') : !last.startsWith('!');
}

/**
 * Tells the projects for which createNodes has made nothing although an entry reaches them, this one as the first: another
 * plugin makes them, of which `other-plugins` could not learn it.
 */
export function withoutNode(
  nxJson: Settings,
  options: PluginOptions | undefined,
  disk: Disk,
): (project: Pick<ProjectConfiguration, 'root' | 'namedInputs'>) => boolean {
  const entries = entriesUpTo(nxJson, options, disk);
  const own = entries.pop();
  return ({ root, namedInputs }) =>
    namedInputs?.[DECLARED_INPUT] === undefined &&
    own?.reaches(root) === true &&
    !entries.some((entry) => entry.reaches(root));
}

/** Refuses entries that give one project different things under one name. */
export function checkEntries(
  options: NormalizedPluginOptions,
  earlier: readonly PluginEntry[],
  roots: readonly string[],
): void {
  for (const entry of earlier) {
    const other = entry.options;
    if (other === undefined || sharedName(other, options, '') === undefined) continue;
    const root = roots.find((one) => entry.reaches(one));
    if (root !== undefined) throw inOneMessage(sharedName(other, options, root)!);
  }
}

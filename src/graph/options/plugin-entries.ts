import { posix } from 'node:path';
import type { NxJsonConfiguration, ProjectConfiguration } from '@nx/devkit';
import { minimatch } from 'minimatch';
import { DECLARED_INPUT } from '../../task-key';
import { optionsIfValid } from './checked-options';
import { ownEntries, type Patterns } from '../written-entries';
import type { PluginOptions } from './plugin-options';
import { upwards, type Disk } from '../../golang';
import { memoize } from '../../files';
import type { NormalizedPluginOptions } from './normalized-options';

/** The files that Nx hands to createNodes; `include` and `exclude` of an entry are patterns for these. */
const NODE_FILES: readonly string[] = ['go.mod', 'go.work', 'project.json', 'package.json'];

/** An entry of this plugin in nx.json. */
export interface PluginEntry {
  readonly written: PluginOptions;
  /** Undefined where they are wrong, which the entry's own createNodes says. */
  readonly options: NormalizedPluginOptions | undefined;
  /** Whether Nx shows the entry a file in this folder. */
  reaches(root: string): boolean;
  /** Whether a project in this folder gets targets by it: one without such files goes by the folders above. */
  infers(root: string): boolean;
}

type Settings = Pick<NxJsonConfiguration, 'plugins'>;

/** The entries of this plugin, in the order in which Nx merges what they infer. */
export function pluginEntries(nxJson: Settings, disk: Disk): PluginEntry[] {
  return ownEntries(nxJson).map((entry) => {
    const written = (entry.options ?? {}) as PluginOptions;
    const filesIn = (dir: string) =>
      NODE_FILES.map((name) => posix.join(dir, name)).filter((file) => disk.isFile(file));
    const reaches = (root: string) => filesIn(root).some((file) => isLetThrough(entry, file));
    const isLimited = [entry.include, entry.exclude].some((patterns = []) => patterns.length > 0);
    const infers = (root: string) =>
      !isLimited || (filesIn(root).length > 0 ? reaches(root) : [...upwards(root)].some(reaches));
    return { written, options: optionsIfValid(written), reaches: memoize(reaches), infers: memoize(infers) };
  });
}

/** Whether it is the entry that has these options. */
export function isEntryOf({ written }: PluginEntry, options: PluginOptions | undefined): boolean {
  return JSON.stringify(written) === JSON.stringify(options ?? {});
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
  const entries = pluginEntries(nxJson, disk);
  const own = entries.findIndex((entry) => isEntryOf(entry, options));
  const before = entries.slice(0, Math.max(own, 0));
  return ({ root, namedInputs }) =>
    namedInputs?.[DECLARED_INPUT] === undefined &&
    entries[own]?.reaches(root) === true &&
    !before.some((entry) => entry.reaches(root));
}

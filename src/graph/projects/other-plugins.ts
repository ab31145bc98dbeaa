import { existsSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { NxJsonConfiguration } from '@nx/devkit';
import { minimatch } from 'minimatch';
import { isLetThrough } from '../options/plugin-entries';
import { PLUGIN } from '../plugin-name';
import { writtenEntries, type WrittenEntry } from '../written-entries';
import { readFact, writeData, openDisk } from '../../golang';
import { entriesIn } from '../../files';
import { GO_PLUGINS, projectTest } from './project-roots';

/** Plugins whose projects the files tell, or that make none of a folder without a file of their own. */
function isKnown({ plugin }: WrittenEntry): boolean {
  return plugin === PLUGIN || GO_PLUGINS.includes(plugin) || plugin.startsWith('@nx/');
}

/** The plugins in nx.json of which only they themselves can tell which folders they make projects. */
export function pluginsToAsk(nxJson: Pick<NxJsonConfiguration, 'plugins'>): WrittenEntry[] {
  return writtenEntries(nxJson).filter((entry) => !isKnown(entry));
}

interface Asked {
  readonly workspaceRoot: string;
  readonly nxJsonConfiguration: NxJsonConfiguration;
  /** Where a plugin may find what it makes projects of: the files of these folders, the workspace's root, and these files. */
  readonly folders: readonly string[];
  readonly files: readonly string[];
}

/**
 * The folders that other plugins make projects of. Nx tells no plugin what another one made, and refuses a node for a
 * folder to which none gives a name. A plugin that cannot be asked counts for none: `unseenProjects` says what that means.
 */
export async function projectsOfOthers(asked: Asked): Promise<string[]> {
  const { workspaceRoot, folders, files } = asked;
  const candidates = [
    ...new Set([...files, ...['.', ...folders].flatMap((dir) => filesIn(workspaceRoot, dir))]),
  ].sort();
  const roots = await Promise.all(
    pluginsToAsk(asked.nxJsonConfiguration).map((entry) => ask(entry, candidates, asked).catch(() => [])),
  );
  return [...new Set(roots.flat())].sort();
}

type CreateNodes = readonly [
  glob: string,
  create: (files: readonly string[], options: unknown, context: object) => unknown,
];
type Results = readonly (readonly [
  unknown,
  { readonly projects?: Readonly<Record<string, { name?: unknown }>> } | null,
])[];

async function ask(entry: WrittenEntry, candidates: readonly string[], asked: Asked): Promise<string[]> {
  const { workspaceRoot, nxJsonConfiguration } = asked;
  const createNodes = await load(entry.plugin, workspaceRoot);
  if (createNodes === undefined) return [];
  const [glob, create] = createNodes;
  const files = candidates.filter((file) => minimatch(file, glob, { dot: true }) && isLetThrough(entry, file));
  if (files.length === 0) return [];
  const results = (await create(files, entry.options, { workspaceRoot, nxJsonConfiguration })) as Results;
  return results.flatMap(([, result]) =>
    Object.entries(result?.projects ?? {}).flatMap(([root, node]) =>
      node?.name ? [posix.normalize(root || '.')] : [],
    ),
  );
}

/** Of Nx 22 the second name was the first to be looked for; who exports both means the same by them. */
async function load(plugin: string, workspaceRoot: string): Promise<CreateNodes | undefined> {
  const local = resolve(workspaceRoot, plugin);
  const path = require.resolve(existsSync(local) ? local : plugin, { paths: [workspaceRoot] });
  const { createNodes, createNodesV2 } = await moduleAt(path);
  return createNodes ?? createNodesV2;
}

type Plugin = { readonly createNodes?: CreateNodes; readonly createNodesV2?: CreateNodes };

async function moduleAt(path: string): Promise<Plugin> {
  // A process that lives on, as the daemon does, must not know an edited plugin by what it was.
  if (!path.includes('/node_modules/')) delete require.cache[path];
  try {
    const loaded = require(path) as Plugin & { readonly default?: Plugin };
    return { ...loaded.default, ...loaded };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_REQUIRE_ESM') throw error;
    const loaded = (await import(pathToFileURL(path).href)) as Plugin & { readonly default?: Plugin };
    return { ...loaded.default, ...loaded };
  }
}

function filesIn(root: string, dir: string): string[] {
  const entries = entriesIn(resolve(root, dir));
  return entries.filter((entry) => entry.isFile()).map(({ name }) => posix.join(dir, name));
}

/** Those of some folders of projects that neither files nor plugins tell of: they would have no targets. */
export async function unknownProjects(
  workspaceRoot: string,
  nxJsonConfiguration: NxJsonConfiguration,
  roots: readonly string[],
): Promise<string[]> {
  const isProject = projectTest(nxJsonConfiguration, openDisk(workspaceRoot), () => false);
  const folders = roots.filter((root) => !isProject(root));
  const others = await projectsOfOthers({ workspaceRoot, nxJsonConfiguration, folders, files: [] });
  return folders.filter((root) => !others.includes(root));
}

const DATA = 'projects-of-others';

/** Keeps for the rest of the command what the plugins said. */
export function keepProjectsOfOthers(root: string, roots: readonly string[]): void {
  writeData(root, DATA, roots);
}

/** What they said when the graph of this command was made. */
export function keptProjectsOfOthers(root: string, nxJson: Pick<NxJsonConfiguration, 'plugins'>): string[] {
  const kept = pluginsToAsk(nxJson).length > 0 ? readFact(root, DATA) : undefined;
  return Array.isArray(kept) ? kept : [];
}

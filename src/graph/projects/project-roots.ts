import { posix } from 'node:path';
import { writtenEntries } from '../written-entries';
import type { NxJsonConfiguration } from '@nx/devkit';
import { Minimatch } from 'minimatch';
import { isInGoTree, type Disk } from '../../golang';
import { parseObject, strings } from '../../files';

/** Plugins that turn every go.mod into an Nx project. */
export const GO_PLUGINS: readonly string[] = ['@nx-go/nx-go', '@naxodev/gonx'];

/** The part of nx.json that decides, here and in what targets are. */
export interface ProjectSettings extends Pick<NxJsonConfiguration, 'plugins' | 'targetDefaults'> {
  /** The folders that plugins say they make projects of, as far as files do not tell. */
  readonly others?: readonly string[];
}

/**
 * Tells of a folder whether it is an Nx project whatever we do. Nothing else may be returned from createNodes: a node
 * for any other folder would make a project without a name, and Nx then refuses the whole graph.
 */
export function projectTest(
  nxJson: ProjectSettings,
  disk: Disk,
  isHidden: (file: string) => boolean,
): (dir: string) => boolean {
  const isMember = workspaceMember((file) => disk.read(file));
  const isRootPackage = disk.json('package.json')?.nx !== undefined;
  const plugins = writtenEntries(nxJson).map(({ plugin }) => plugin);
  const isModuleProject = GO_PLUGINS.some((name) => plugins.includes(name));
  const others = new Set(nxJson.others);
  return (dir) => {
    if (others.has(dir)) return true;
    const has = (name: string) => {
      const file = dir === '.' ? name : `${dir}/${name}`;
      return disk.isFile(file) && !isHidden(file);
    };
    if (has('project.json')) return true;
    if (has('package.json') && ((dir === '.' && isRootPackage) || isMember(posix.join(dir, 'package.json'))))
      return true;
    return isModuleProject && dir !== '.' && has('go.mod') && isInGoTree(`${dir}/go.mod`);
  };
}

/** Whether npm, yarn, bun, pnpm or lerna call a package.json a member of the workspace (Nx: plugins/package-json). */
function workspaceMember(read: (file: string) => string | undefined): (file: string) => boolean {
  const patterns = [...npmPatterns(parseObject(read('package.json'))), ...pnpmPatterns(read), ...lernaPatterns(read)];
  const globs = patterns.map((pattern) => ({
    negative: pattern.startsWith('!'),
    glob: new Minimatch(posix.join(pattern.replace(/^!/, ''), 'package.json')),
  }));
  const [negative, positive] = [globs.filter((glob) => glob.negative), globs.filter((glob) => !glob.negative)];
  return (file) => positive.some(({ glob }) => glob.match(file)) && !negative.some(({ glob }) => glob.match(file));
}

function npmPatterns(manifest: Record<string, unknown> | undefined): string[] {
  const workspaces = manifest?.workspaces as unknown;
  return strings(Array.isArray(workspaces) ? workspaces : (workspaces as { packages?: unknown } | undefined)?.packages);
}

function pnpmPatterns(read: (file: string) => string | undefined): string[] {
  const text = read('pnpm-workspace.yaml');
  if (text === undefined) return [];
  // Loaded where it is needed: most workspaces are not of pnpm, and every command of Nx waits for this.
  const { parse } = require('yaml') as typeof import('yaml');
  try {
    return strings((parse(text) as { packages?: unknown } | null)?.packages);
  } catch {
    return [];
  }
}

function lernaPatterns(read: (file: string) => string | undefined): string[] {
  return strings(parseObject(read('lerna.json'))?.packages);
}

import { posix } from 'node:path';
import { upwards } from './go-paths';
import { parseModFile } from './go-mod';

/** The files of a workspace, by paths from its root. */
export interface Disk {
  readonly path: string;
  exists(file: string): boolean;
  /** Undefined when it cannot be read. */
  read(file: string): string | undefined;
}

/** The folder of the go.mod that governs a project; undefined when there is none. */
export function moduleOf(root: string, disk: Disk): string | undefined {
  for (const dir of upwards(root)) if (disk.exists(posix.join(dir, 'go.mod'))) return dir;
  return undefined;
}

/**
 * The files, besides its own, that decide with which versions a project is built: its module's, and those of the
 * nearest go.work with every member's, since a `require` of one member raises the version for all (measured).
 */
export function governingFiles(module: string, disk: Disk): string[] {
  const workspace = [...upwards(module)].find((dir) => disk.exists(posix.join(dir, 'go.work')));
  const members = workspace === undefined ? [] : membersOf(workspace, disk);
  const found = [module, ...members].flatMap((dir) => ['go.mod', 'go.sum'].map((name) => posix.join(dir, name)));
  const vendored = [module, ...(workspace === undefined ? [] : [workspace])].map((dir) =>
    posix.join(dir, 'vendor', 'modules.txt'),
  );
  const work = workspace === undefined ? [] : ['go.work', 'go.work.sum'].map((name) => posix.join(workspace, name));
  return [...new Set([...found, ...vendored, ...work])].sort();
}

function membersOf(workspace: string, disk: Disk): string[] {
  const { uses } = parseModFile(disk.read(posix.join(workspace, 'go.work')) ?? '');
  return uses
    .map((use) => posix.normalize(posix.join(workspace, use)).replace(/\/$/, ''))
    .filter((dir) => !dir.startsWith('..'));
}

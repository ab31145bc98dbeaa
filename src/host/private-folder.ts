import { lstatSync, mkdirSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readText } from '../files';

const OVERFLOW_UID = 65_534;

/**
 * Makes a folder that nobody but this user can change, or finds it. Returns its real path: a link on the way could lead
 * elsewhere by the time the folder is used. Undefined, and nothing made, where another user could put something else in
 * its place. `trusted` are users who may do that besides this one and root.
 */
export function privateFolder(path: string, trusted: readonly number[] = []): string | undefined {
  try {
    const parent = makeParents(dirname(path), trusted);
    if (parent === undefined) return undefined;
    const folder = join(parent, basename(path));
    makeFolder(folder);
    return isPrivate(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a path is a folder of this user, no link, that no other user can write to. */
export function isPrivate(folder: string): boolean {
  try {
    const found = lstatSync(folder);
    return found.isDirectory() && isOwn(found);
  } catch {
    return false;
  }
}

/** A file or folder of this user or of root, that no other user can write to. */
export function isOwn({ uid, mode }: Stats, owners: readonly (number | undefined)[] = [process.getuid?.()]): boolean {
  return process.getuid === undefined || (owners.includes(uid) && (mode & 0o022) === 0);
}

function makeParents(path: string, trusted: readonly number[]): string | undefined {
  const above = realpathOf(path);
  if (above !== undefined) return isSafe(above, trusted) ? above : undefined;
  const parent = makeParents(dirname(path), trusted);
  if (parent === undefined) return undefined;
  makeFolder(join(parent, basename(path)));
  return makeParents(path, trusted);
}

function realpathOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Whether no other user can replace a folder or one that it lies in. */
function isSafe(folder: string, trusted: readonly number[]): boolean {
  if (process.getuid === undefined) return true;
  const owners = [process.getuid(), 0, ...(isRootHidden() ? [OVERFLOW_UID] : []), ...trusted];
  const found = lstatSync(folder);
  if (!owners.includes(found.uid) || isOpenToOthers(found)) return false;
  const parent = dirname(folder);
  return parent === folder || isSafe(parent, trusted);
}

/** In a sticky folder only the owner of an entry can replace it. A group may be that of this user alone. */
function isOpenToOthers({ uid, gid, mode }: Stats): boolean {
  if ((mode & 0o1000) !== 0) return false;
  const isOwnGroup = uid === process.getuid?.() && gid === process.getgid?.();
  return (mode & 0o002) !== 0 || ((mode & 0o020) !== 0 && !isOwnGroup);
}

/** In a user namespace root's files may seem to be nobody's. */
function isRootHidden(): boolean {
  const map = readText('/proc/self/uid_map');
  return map !== undefined && !/^\s*0\s+0\s+4294967295\s*$/.test(map);
}

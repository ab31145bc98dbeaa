import { join } from 'node:path';
import type { KeyFolder } from '../../task-key';
import { isNeverFile } from '../../golang';
import { entriesIn, statOf } from '../../files';

export interface ScanRequest {
  readonly root: string;
  readonly folders: readonly KeyFolder[];
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Absolute paths of folders that are passed over. */
  readonly except: ReadonlySet<string>;
  /** The roots of all projects, from the workspace root. */
  readonly projectRoots: ReadonlySet<string>;
}

/** A file or folder by its path from the workspace root, with the time of its last change. */
export interface Touched {
  readonly path: string;
  readonly at: number;
  readonly isFolder: boolean;
}

/**
 * The files that were written, moved or given other rights since a time, and the folders that lost something: their
 * listing changed, and nothing in them is as young. The time is that of the inode, which nobody can set.
 */
export function touchedSince(request: ScanRequest): Touched[] {
  const found = new Map<string, Touched>();
  for (const one of request.folders) scan(one, request, found);
  return [...found.values()];
}

function scan(one: KeyFolder, request: ScanRequest, found: Map<string, Touched>): void {
  const { root, since, except, projectRoots } = request;
  const absolute = join(root, one.folder);
  if (except.has(absolute)) return;
  let isExplained = false;
  for (const entry of entriesIn(absolute)) {
    const path = one.folder === '.' ? entry.name : `${one.folder}/${entry.name}`;
    const stat = statOf(join(absolute, entry.name));
    if (stat === undefined) continue;
    // A folder is as young as its listing: only a new one explains that of the folder around it.
    if ((entry.isDirectory() ? stat.birthtimeMs : stat.ctimeMs) > since) isExplained = true;
    if (!entry.isDirectory()) {
      if (stat.ctimeMs > since && stat.isFile()) {
        found.set(path, { path, at: stat.ctimeMs, isFolder: false });
      }
    } else if (one.isDeep && !isNeverFile(path) && !(one.ofProject && projectRoots.has(path))) {
      scan({ ...one, folder: path }, request, found);
    }
  }
  const stat = statOf(absolute);
  if (stat !== undefined && stat.mtimeMs > since && !isExplained) {
    found.set(one.folder, { path: one.folder, at: stat.mtimeMs, isFolder: true });
  }
}

import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { remembered } from './remembered';

/** The files of a workspace, by paths from its root. */
export interface Disk {
  readonly path: string;
  isFile(file: string): boolean;
  isFolder(dir: string): boolean;
  /** Undefined when it cannot be read. */
  read(file: string): string | undefined;
}

/** The workspace's files; each question is answered once. */
export function openDisk(path: string): Disk {
  const kind = remembered((file) => kindOf(join(path, file)));
  return {
    path,
    isFile: (file) => kind(file) === 'file',
    isFolder: (dir) => kind(dir) === 'folder',
    read: remembered((file) => readText(join(path, file))),
  };
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() ? 'file' : stat?.isDirectory() ? 'folder' : undefined;
  } catch {
    // A loop of links, or a folder that may not be entered.
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

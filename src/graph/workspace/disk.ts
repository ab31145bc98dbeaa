import { readFileSync, statSync } from 'node:fs';
import { readJson } from './read-json';
import { remembered } from './remembered';

/** The files of a workspace, by paths from its root. */
export interface Disk {
  readonly path: string;
  isFile(file: string): boolean;
  isFolder(dir: string): boolean;
  /** Undefined when it cannot be read. */
  read(file: string): string | undefined;
  /** The object in a JSON file. */
  json(file: string): Readonly<Record<string, unknown>> | undefined;
}

/** False where it is known that a folder has no entry of a name. */
export type MayHave = (dir: string, name: string) => boolean;

/** The workspace's files; each question is answered once. */
export function openDisk(path: string, mayHave: MayHave = () => true): Disk {
  const kind = remembered((file) => {
    const slash = file.lastIndexOf('/');
    const [dir, name] = [slash < 0 ? '.' : file.slice(0, slash), file.slice(slash + 1)];
    const isNameless = name === '' || name === '.' || name === '..';
    return isNameless || mayHave(dir, name) ? kindOf(`${path}/${file}`) : undefined;
  });
  const read = remembered((file) => (kind(file) === 'file' ? readText(`${path}/${file}`) : undefined));
  return {
    path,
    isFile: (file) => kind(file) === 'file',
    isFolder: (dir) => kind(dir) === 'folder',
    read,
    json: remembered((file) => readJson(read(file))),
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

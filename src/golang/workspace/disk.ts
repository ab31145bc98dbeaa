import { statSync } from 'node:fs';
import { shortDigest, parseObject, memoize, readText } from '../../files';
import { isOutside } from './go-paths';

type Kind = 'file' | 'folder' | undefined;

/** The files of a workspace, by paths from its root. */
export interface Disk {
  readonly path: string;
  isFile(file: string): boolean;
  isFolder(dir: string): boolean;
  /** Undefined when it cannot be read. */
  read(file: string): string | undefined;
  /** The object in a JSON file. */
  json(file: string): Readonly<Record<string, unknown>> | undefined;
  /** Whether some file outside of the workspace, that it was asked for, is there. */
  leavesRoot(): boolean;
  /** What it was asked so far. */
  answers(): DiskAnswers;
  /** Whether it would say the same. */
  agrees(answers: DiskAnswers): boolean;
}

/** What a disk was asked and said. */
export interface DiskAnswers {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly neither: readonly string[];
  /** The files that were read, and the digest of all their texts. */
  readonly read: readonly string[];
  readonly digest: string;
}

/** False where it is known that a folder has no entry of a name. */
export type MayHave = (dir: string, name: string) => boolean;

/** The workspace's files; each question is answered once. */
export function openDisk(path: string, mayHave: MayHave = () => true): Disk {
  const kinds = new Map<string, Kind>();
  const texts = new Map<string, string | undefined>();
  const kind = (file: string) => {
    const known = kinds.get(file);
    if (known !== undefined || kinds.has(file)) return known;
    const slash = file.lastIndexOf('/');
    const [dir, name] = [slash < 0 ? '.' : file.slice(0, slash), file.slice(slash + 1)];
    const isNameless = name === '' || name === '.' || name === '..';
    const found = isNameless || mayHave(dir, name) ? kindOf(`${path}/${file}`) : undefined;
    kinds.set(file, found);
    return found;
  };
  const read = (file: string) => {
    if (kind(file) !== 'file') return undefined;
    if (!texts.has(file)) texts.set(file, readText(`${path}/${file}`));
    return texts.get(file);
  };
  const digestOfTexts = (files: readonly string[]) =>
    shortDigest(JSON.stringify(files.map((file) => read(file) ?? null)));
  const pathsOf = (wanted: Kind) => [...kinds.keys()].filter((file) => kinds.get(file) === wanted);
  return {
    path,
    isFile: (file) => kind(file) === 'file',
    isFolder: (dir) => kind(dir) === 'folder',
    read,
    json: memoize((file) => parseObject(read(file))),
    leavesRoot: () => [...kinds].some(([file, found]) => found === 'file' && isOutside(file)),
    answers: () => ({
      files: pathsOf('file'),
      folders: pathsOf('folder'),
      neither: pathsOf(undefined),
      read: [...texts.keys()],
      digest: digestOfTexts([...texts.keys()]),
    }),
    agrees: (answers) =>
      answers.files.every((file) => kind(file) === 'file') &&
      answers.folders.every((file) => kind(file) === 'folder') &&
      answers.neither.every((file) => kind(file) === undefined) &&
      answers.digest === digestOfTexts(answers.read),
  };
}

function kindOf(path: string): Kind {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() ? 'file' : stat?.isDirectory() ? 'folder' : undefined;
  } catch {
    // A loop of links, or a folder that may not be entered.
    return undefined;
  }
}

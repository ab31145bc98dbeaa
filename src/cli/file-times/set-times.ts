import { fstatSync, futimesSync, lstatSync, lutimesSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { memoize } from '../../files';
import { digestOf, digestOfLink, EARLIEST, LATEST, timeOf, withFile } from './content-time';

export interface TimesSet {
  readonly files: number;
  readonly folders: number;
  /** What has kept the time that it had, and why. */
  readonly kept: readonly { readonly path: string; readonly reason: string }[];
}

type Done = 'file' | 'folder' | 'none';

/**
 * Gives files and links below a folder times that follow from their content, and the folders on the way to them one that
 * never changes. What is not there, or lies behind a link, is left alone.
 */
export function setTimes(root: string, paths: readonly string[]): TimesSet {
  const kept: { path: string; reason: string }[] = [];
  const isFolder = memoize((path: string): boolean => {
    if (path !== '.' && !isFolder(dirname(path))) return false;
    return lstatSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true;
  });
  const counts = { file: 0, folder: 0, none: 0 };
  const set = (path: string, how: (path: string) => Done) => {
    try {
      counts[how(join(root, path))] += 1;
    } catch (error) {
      const { code = 'EUNKNOWN' } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') kept.push({ path, reason: code });
    }
  };
  const reached = paths.filter((path) => isFolder(dirname(path)));
  for (const path of reached) set(path, setFile);
  for (const path of foldersOf(reached)) set(path, setFolder);
  return { files: counts.file, folders: counts.folder, kept };
}

function setFile(path: string): Done {
  try {
    return withFile(path, (file) => {
      // A submodule that is not checked out is an empty folder, which is set with the folder that it lies in.
      if (!fstatSync(file).isFile()) return 'none';
      const time = timeOf(digestOf(file));
      futimesSync(file, time, time);
      return checked(fstatSync(file).mtimeMs, 'file');
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
    const time = timeOf(digestOfLink(path));
    lutimesSync(path, time, time);
    return checked(lstatSync(path).mtimeMs, 'file');
  }
}

function setFolder(path: string): Done {
  utimesSync(path, EARLIEST, EARLIEST);
  return checked(lstatSync(path).mtimeMs, 'folder');
}

/** Some file systems take a time and forget it. */
function checked(mtimeMs: number, done: Done): Done {
  if (mtimeMs > LATEST * 1_000) throw Object.assign(new Error(), { code: 'the file system keeps no times' });
  return done;
}

/** All folders above these paths, the deepest first. */
function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return [...folders].sort((a, b) => b.length - a.length);
}

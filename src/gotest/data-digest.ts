import { createHash } from 'node:crypto';
import { lstatSync, readlinkSync } from 'node:fs';
import { join, posix } from 'node:path';
import { contentDigest, isLiteral, literalFolder } from '../task-key';
import { isCompiled, isNeverPackage } from '../golang';
import { filesBelow } from './files-below';

/**
 * A digest of the names and contents of all files below `root` that Go does not compile: test data, golden files,
 * embedded files, whether git knows them or not. Go's result cache looks at size and mtime of a file only.
 */
export function digestData(root: string, except: readonly string[]): string {
  const files = filesBelow(root, new Set(except));
  return digest(root, files, (file) => !isCompiled(file) || posix.dirname(file).split('/').some(isData));
}

/** Go compiles nothing there, whatever its name. */
function isData(folder: string): boolean {
  return folder !== '.' && isNeverPackage(folder);
}

/** The same of all files that these globs match, counted from `root`; those with `!` before them take out again. */
export async function digestGlobs(root: string, globs: readonly string[], except: readonly string[]): Promise<string> {
  const isIn = await fileTest(globs);
  const files = globs
    .filter((glob) => !glob.startsWith('!'))
    .flatMap((glob) => {
      if (isLiteral(glob)) return [glob];
      const folder = literalFolder(glob);
      return [...filesBelow(join(root, folder), new Set(except))].map((file) => posix.join(folder, file));
    });
  return digest(root, [...new Set(files)].sort(), isIn);
}

/** The library is loaded only for globs that need it: most runs have none, and each is a process of its own. */
async function fileTest(globs: readonly string[]): Promise<(file: string) => boolean> {
  if (globs.every(isLiteral)) return () => true;
  const { Minimatch } = await import('minimatch');
  const matchers = globs.map((glob) => new Minimatch(glob, { dot: true, flipNegate: true }));
  const [takingOut, positive] = [matchers.filter(({ negate }) => negate), matchers.filter(({ negate }) => !negate)];
  return (file) => positive.some((one) => one.match(file)) && !takingOut.some((one) => one.match(file));
}

function digest(root: string, files: Iterable<string>, counts: (file: string) => boolean): string {
  const hash = createHash('sha256');
  for (const file of files) if (counts(file)) hash.update(`${file}\0${contentOf(join(root, file))}\0`);
  return hash.digest('hex');
}

/** A link counts with where it points and with what a test would read through it. */
function contentOf(path: string): string {
  try {
    const link = lstatSync(path).isSymbolicLink() ? readlinkSync(path) : '';
    return link + contentDigest(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}

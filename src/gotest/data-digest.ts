import { createHash, type Hash } from 'node:crypto';
import { lstatSync, readFileSync, readdirSync, readlinkSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

/** Folders that no test reads as data and that may be huge. */
const NEVER = new Set(['.git', '.nx', 'node_modules']);
/** What Go compiles by content anyway, outside the folders that Go does not look into. */
const COMPILED = /\.(go|s|S|sx|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|swig|swigcxx|syso)$/;

/**
 * A digest of the names and contents of all files below `root` that Go does not compile: test data, golden files,
 * embedded files, whether git knows them or not. Go's result cache looks at size and mtime of a file only.
 */
export function digestData(root: string, except: readonly string[]): string {
  const hash = createHash('sha256');
  addFolder(hash, root, '', new Set(except), false);
  return hash.digest('hex');
}

function addFolder(hash: Hash, folder: string, name: string, except: ReadonlySet<string>, isData: boolean): void {
  if (except.has(folder)) return;
  for (const entry of list(folder)) {
    const path = join(folder, entry.name);
    const relative = `${name}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!NEVER.has(entry.name)) addFolder(hash, path, relative, except, isData || isIgnoredByGo(entry.name));
    } else if (isData || !COMPILED.test(entry.name)) {
      hash.update(`${relative}\0${contentOf(path)}\0`);
    }
  }
}

function isIgnoredByGo(folder: string): boolean {
  return folder === 'testdata' || folder.startsWith('_') || folder.startsWith('.');
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** A link counts with where it points and with what a test would read through it. */
function contentOf(path: string): string {
  try {
    const stat = lstatSync(path);
    const link = stat.isSymbolicLink() ? readlinkSync(path) : '';
    const isFile = stat.isSymbolicLink() ? statSync(path).isFile() : stat.isFile();
    return link + (isFile ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'no regular file');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}

import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isGoFile, isPackageFolder, list } from './go-folders';

/** Go's own way to write it; a form that gofmt would change is not looked for. */
const NEEDS_CGO = /^import "C"|^\/\/go:build (.*[^!\w])?cgo\b/m;

/**
 * The Go files, from the project's folder, that a build without cgo silently leaves out. Their tests and functions are
 * not there then, or show up as "undefined".
 */
export function cgoFiles(dir: string): string[] {
  return [...files(dir)]
    .filter(needsCgo)
    .map((file) => relative(dir, file))
    .sort();
}

function* files(folder: string): Generator<string> {
  for (const entry of list(folder)) {
    const path = join(folder, entry.name);
    if (isPackageFolder(entry)) yield* files(path);
    else if (isGoFile(entry)) yield path;
  }
}

function needsCgo(file: string): boolean {
  try {
    return NEEDS_CGO.test(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
}

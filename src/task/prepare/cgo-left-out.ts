import { join, relative } from 'node:path';
import { listGoFiles } from '../../gotest';
import type { GoFacts } from '../../host';
import { readRegularText } from '../../task-key';
import { isGoFile, isPackageFolder } from '../options/go-folders';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { entriesIn } from '../../files';

/** Go's own way to write it, alone or in a group; a form that gofmt would change is not looked for. */
const NEEDS_CGO = /^(import |\t)"C"$|^\/\/go:build (.*[^!\w])?cgo\b/m;

/**
 * The Go files, from the project's folder, that a build without cgo silently leaves out and one with cgo would have for
 * this port. Their tests and functions are not there then, or show up as "undefined".
 */
export async function cgoLeftOut(
  options: NormalizedTestOptions,
  { path: go, env: { GOFLAGS } }: GoFacts,
): Promise<string[]> {
  const { dir, port, goTest, env } = options;
  const suspects = [...files(dir)].filter(needsCgo);
  if (suspects.length === 0) return [];
  // Only Go knows which of them are for other systems, or for other tags.
  const built = new Set(
    await listGoFiles({ go, dir, port, options: goTest, goflags: GOFLAGS, env: { ...env, CGO_ENABLED: '1' } }),
  );
  return suspects
    .filter((file) => built.has(file))
    .map((file) => relative(dir, file))
    .sort();
}

function* files(folder: string): Generator<string> {
  for (const entry of entriesIn(folder)) {
    const path = join(folder, entry.name);
    if (isPackageFolder(entry)) yield* files(path);
    else if (isGoFile(entry)) yield path;
  }
}

function needsCgo(file: string): boolean {
  return NEEDS_CGO.test(readRegularText(file) ?? '');
}

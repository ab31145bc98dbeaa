import { posix } from 'node:path';
import { literalFolder } from '../../task-key';
import { isBelow, isNeverFile, type PackageGraph, ReadSources, type SourceCache } from '../../golang';
import { filesBelow } from './files';
import type { Seen } from './seen';

/**
 * Files in folders that Nx never looks into, such as those of npm packages, that tests may be made of all the same:
 * imports and `//go:embed` lead there. The package patterns of tests do not (src/task/options/own-packages.ts).
 */
export function npmFiles(root: string, { imported, embeds }: Seen, { index }: PackageGraph): string[] {
  const packages = [...imported].filter(isNeverFile).flatMap((dir) => filesIn(root, dir));
  const embedded = [...embeds].flatMap(([dir, patterns]) =>
    index.marks.nodeModules.flatMap((folder) => embeddedIn(root, folder, dir, patterns)),
  );
  return [...packages, ...embedded];
}

/** Every command asks for all folders. */
const MAY_BE_NEVER = /node_modules|(^|\/)\./;

/** Whether what earlier commands found lets any of this be possible. */
export function mayReachNpmFiles({ folders, nodeModules }: SourceCache): boolean {
  const names = Object.keys(folders);
  if (names.some((dir) => MAY_BE_NEVER.test(dir) && isNeverFile(dir))) return true;
  return nodeModules.length > 0 && names.some((dir) => mayEmbedFrom(dir, folders[dir]?.[2], nodeModules));
}

function mayEmbedFrom(dir: string, text: string | undefined, nodeModules: readonly string[]): boolean {
  const inside = nodeModules.filter((folder) => isBelow(folder, dir));
  if (text === undefined || inside.length === 0) return false;
  const patterns = ReadSources.from(text).sources.embedding.flatMap(([, { embeds = [] }]) => embeds);
  return inside.some((folder) => patterns.some((pattern) => startOf(folder, dir, pattern) !== undefined));
}

function embeddedIn(root: string, folder: string, dir: string, patterns: readonly string[]): string[] {
  if (!isBelow(folder, dir)) return [];
  const starts = new Set(patterns.flatMap((pattern) => startOf(folder, dir, pattern) ?? []));
  return [...starts].flatMap((start) => [start, ...filesBelow(root, `${start}/`, () => false)]);
}

/** Where in a folder a pattern of a package begins to match; undefined where it cannot. */
function startOf(folder: string, dir: string, pattern: string): string | undefined {
  const path = posix.join(dir, pattern.replace(/^all:/, ''));
  const literal = /[*?[\\]/.test(path) ? literalFolder(path) || '.' : path;
  if (isBelow(literal, folder)) return literal;
  return isBelow(folder, literal) ? folder : undefined;
}

/** The files directly in a folder. */
function filesIn(root: string, dir: string): string[] {
  return filesBelow(root, `${dir}/`, (path) => path.endsWith('/') && path !== `${dir}/`);
}

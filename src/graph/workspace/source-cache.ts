import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { FolderSources } from './folder-sources';

/** The Go files of a folder and what was read from them; nothing when none of them is a file. */
export type CachedFolder = readonly [
  names: readonly string[],
  /** Size, mtimeMs, ctimeMs and inode of each. */
  states: readonly number[],
  sources?: FolderSources,
];

export type CachedFolders = Readonly<Record<string, CachedFolder>>;

/** What earlier commands found. */
export interface SourceCache {
  readonly folders: CachedFolders;
  /** The symbolic links. */
  readonly links: readonly string[];
  /** The folders of test data that Nx does not look into. */
  readonly hidden: readonly string[];
}

/** Changes whenever what is read from a file does. */
const FORMAT = 5;

/** Undefined when the cache is missing, damaged or another version's. */
export function loadSources(root: string): SourceCache | undefined {
  if (process.env.NX_CACHE_PROJECT_GRAPH === 'false') return undefined;
  try {
    const cache = JSON.parse(readFileSync(cacheFile(root), 'utf8')) as SourceCache & { readonly format: number };
    const { format, folders, links, hidden } = cache;
    const isWhole = format === FORMAT && isObject(folders) && Array.isArray(links) && Array.isArray(hidden);
    return isWhole ? cache : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** Replaces the cache in one step, so that commands running at once never see half of it. */
export function saveSources(root: string, { folders, links, hidden }: SourceCache): void {
  const file = cacheFile(root);
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify({ format: FORMAT, links, hidden, folders }));
    renameSync(temporary, file);
  } catch {
    // A read-only folder or a full disk: the next command reads the files anew.
    removeIfThere(temporary);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // `force` passes over a missing file, not over a folder that is none.
  }
}

/** Beside Nx's own project graph; `workspaceDataDirectory` of Nx is not public. */
function cacheFile(root: string): string {
  const configured = process.env.NX_WORKSPACE_DATA_DIRECTORY;
  const dir = configured ? resolve(root, configured) : join(root, '.nx', 'workspace-data');
  return join(dir, 'nx-go-cross-sources.json');
}

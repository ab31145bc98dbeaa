import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { SourceFile } from '../source';

/** By path: the state of the file, and what was read from it. */
export type CachedSources = Readonly<Record<string, readonly [stamp: string, source: SourceFile]>>;

/** Changes whenever what is read from a file does. */
const FORMAT = 2;

/** What earlier commands read; nothing when the cache is missing, damaged or another version's. */
export function loadSources(root: string): CachedSources {
  return load(root)?.files ?? {};
}

/** The symbolic links that the last command found; undefined when that is not known. */
export function loadLinks(root: string): readonly string[] | undefined {
  return load(root)?.links;
}

interface Cache {
  readonly format: number;
  readonly files: CachedSources;
  readonly links: readonly string[];
}

function load(root: string): Cache | undefined {
  if (process.env.NX_CACHE_PROJECT_GRAPH === 'false') return undefined;
  try {
    const cache = JSON.parse(readFileSync(cacheFile(root), 'utf8')) as Cache;
    return cache.format === FORMAT && typeof cache.files === 'object' && cache.files !== null ? cache : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the cache in one step, so that commands running at once never see half of it. */
export function saveSources(root: string, files: CachedSources, links: readonly string[] = []): void {
  const file = cacheFile(root);
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify({ format: FORMAT, files, links } satisfies Cache));
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

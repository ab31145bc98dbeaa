import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { SourceFile } from '../source';

/** By path: the state of the file, and what was read from it. */
export type CachedSources = Readonly<Record<string, readonly [stamp: string, source: SourceFile]>>;

/** Changes whenever what is read from a file does. */
const FORMAT = 1;

/** What earlier commands read; nothing when the cache is missing, damaged or another version's. */
export function loadSources(root: string): CachedSources {
  if (process.env.NX_CACHE_PROJECT_GRAPH === 'false') return {};
  try {
    const { format, files } = JSON.parse(readFileSync(cacheFile(root), 'utf8')) as {
      format: number;
      files: CachedSources;
    };
    return format === FORMAT && typeof files === 'object' && files !== null ? files : {};
  } catch {
    return {};
  }
}

/** Replaces the cache in one step, so that commands running at once never see half of it. */
export function saveSources(root: string, files: CachedSources): void {
  const file = cacheFile(root);
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify({ format: FORMAT, files }));
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

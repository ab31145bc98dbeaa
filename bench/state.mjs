// Everything that a side remembers between runs lies in a folder of its own.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceEnv } from '../scripts/lib.mjs';

/** The environment of a side. XDG_CACHE_HOME is where the plugin keeps what it knows about the machine. */
export function stateEnv(base) {
  return workspaceEnv({
    NX_CACHE_DIRECTORY: join(base, 'nx-cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(base, 'nx-data'),
    GOCACHE: join(base, 'go-cache'),
    XDG_CACHE_HOME: join(base, 'xdg'),
    FORCE_COLOR: '0',
  });
}

/** What a fresh CI job lacks that restores nothing but Go's cache. */
const NX_STATE = ['nx-cache', 'nx-data', 'xdg', 'workspace/dist'];
const LISTS = { nothing: [], nx: NX_STATE, all: [...NX_STATE, 'go-cache'] };

export function forget(base, what) {
  for (const folder of LISTS[what]) rmSync(join(base, folder), { recursive: true, force: true });
}

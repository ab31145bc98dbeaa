import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** What an earlier command kept under a name; undefined when it is missing or damaged, or not to be used. */
export function readData(root: string, name: string): unknown {
  return process.env.NX_CACHE_PROJECT_GRAPH === 'false' ? undefined : readFact(root, name);
}

/** The same of what this command has kept: it is no memory of earlier ones. */
export function readFact(root: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(dataFile(root, name), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Replaces a file in one step, so that commands running at once never see half of it. */
export function writeData(root: string, name: string, value: unknown): void {
  const file = dataFile(root, name);
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify(value));
    renameSync(temporary, file);
  } catch {
    // A read-only folder or a full disk: the next command finds out anew.
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
function dataFile(root: string, name: string): string {
  const configured = process.env.NX_WORKSPACE_DATA_DIRECTORY;
  const dir = configured ? resolve(root, configured) : join(root, '.nx', 'workspace-data');
  return join(dir, `nx-go-cross-${name}.json`);
}

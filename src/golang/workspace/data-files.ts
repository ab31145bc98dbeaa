import { join, resolve } from 'node:path';
import { keepJson, parseJson, readText } from '../../files';

/** What an earlier command kept under a name; undefined when it is missing or damaged, or not to be used. */
export function readData(root: string, name: string): unknown {
  return process.env.NX_CACHE_PROJECT_GRAPH === 'false' ? undefined : readFact(root, name);
}

/** The same of what this command has kept: it is no memory of earlier ones. */
export function readFact(root: string, name: string): unknown {
  return parseJson(readText(dataFile(root, name)));
}

/** Keeps it for later commands, which never see half of it, where it can be kept. */
export function writeData(root: string, name: string, value: unknown): void {
  keepJson(dataFile(root, name), value);
}

/** Beside Nx's own project graph; `workspaceDataDirectory` of Nx is not public. */
function dataFile(root: string, name: string): string {
  const configured = process.env.NX_WORKSPACE_DATA_DIRECTORY;
  const dir = configured ? resolve(root, configured) : join(root, '.nx', 'workspace-data');
  return join(dir, `nx-go-cross-${name}.json`);
}

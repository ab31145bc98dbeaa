import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { factKey, remember } from './fact-store';
import { askGo, goCommand, type GoValues } from './go-environment';
import { versionFiles } from './version-files';

interface Request {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly folders?: () => Promise<readonly string[]>;
}

/**
 * What Go says of itself in the folders of projects, one process for all with the same files that may choose a version.
 * Undefined where the go command on PATH is Go's own: that one goes by `go.mod`, `go.work` and GOTOOLCHAIN alone.
 */
export async function goOfFolders(
  { cwd, env, folders }: Request,
  names: readonly string[],
): Promise<Record<string, string> | undefined> {
  const go = goCommand(env, cwd);
  if (go === undefined || go.goroot !== undefined || folders === undefined) return undefined;
  const isEach = await isEachAsked(cwd);
  const groups = new Map<string, string[]>();
  for (const folder of await folders()) {
    const group = isEach ? folder : versionFiles(cwd, folder);
    groups.set(group, [...(groups.get(group) ?? []), folder]);
  }
  const found: Record<string, string> = {};
  const queue = groups.values();
  const worker = async () => {
    for (const group of queue) {
      const values = await askGo(go.path, join(cwd, group[0]!), env, names);
      const answer = JSON.stringify(
        values === undefined ? 'none' : names.map((name) => `${name}=${values[name] ?? ''}`),
      );
      for (const folder of group) found[folder] = answer;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return found;
}

/** What such an answer says of Go; undefined when nothing could be asked. */
export function valuesIn(answer: string): GoValues | undefined {
  const values = JSON.parse(answer) as readonly string[] | 'none';
  if (typeof values === 'string') return undefined;
  return Object.fromEntries(values.map((value) => value.split(/=(.*)/s, 2) as [string, string]));
}

/**
 * From now on each folder of the workspace is asked by itself. Returns false if that was so before: then it is nothing in
 * a folder that chose another Go.
 */
export async function askEachFolder(root: string): Promise<boolean> {
  if (await isEachAsked(root)) return false;
  await remember('go-each', factKey(root), async () => true, undefined, true);
  return true;
}

function isEachAsked(root: string): Promise<boolean> {
  return remember(
    'go-each',
    factKey(root),
    async () => false,
    (isEach) => isEach,
  );
}

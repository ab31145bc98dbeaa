import { relative } from 'node:path';
import { anotherGo } from '../errors';
import { askEachFolder, readGo, valuesIn } from '../../host';
import { toolchainVariable } from '../../task-key';
import type { NormalizedTestOptions } from '../options/normalize-options';

type Options = Pick<NormalizedTestOptions, 'project' | 'root' | 'dir' | 'go' | 'env' | 'taskEnv'>;

/**
 * A version manager's shim was asked for its Go when the key was made. If it has another one for the task, the key stands
 * for what will not be tested. Options that make it another are in the key themselves.
 */
export async function checkToolchain({ project, root, dir, go, env, taskEnv }: Options, version: string) {
  const answer = taskEnv[toolchainVariable(relative(root, dir) || '.')];
  if (answer === undefined) return;
  const keyed = valuesIn(answer)?.GOVERSION ?? 'unknown';
  if (keyed === version) return;
  const isByOptions = go !== 'go' || Object.keys(env).some((name) => env[name] !== taskEnv[name]);
  if (isByOptions && (await readGo('go', dir, taskEnv)).version === keyed) return;
  throw anotherGo({ project, version, keyed, isFirst: await askEachFolder(root) });
}

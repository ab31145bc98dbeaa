import type { ExecutorContext } from '@nx/devkit';
import { keyFacts, taskKey, type TaskKey, nxVersion } from '../../task-key';

/** What the key of the running task holds; `variables` in any case, since option `env` sets them. */
export function keyOf(context: ExecutorContext, variables: readonly string[]): TaskKey {
  const { root, nxJsonConfiguration: nxJson, projectsConfigurations, projectGraph, projectName = '', target } = context;
  const { projects } = projectsConfigurations;
  const workspace = { nxJson, projects, dependencies: projectGraph?.dependencies, nxVersion: nxVersion(root) ?? '' };
  const key = taskKey(keyFacts(workspace, projectName, target));
  return { ...key, holdsVariable: (name) => variables.includes(name) || key.holdsVariable(name) };
}

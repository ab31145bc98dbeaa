import { readFileSync } from 'node:fs';
import type { ExecutorContext } from '@nx/devkit';
import { keyFacts, taskKey, type TaskKey } from '../../inputs';

/** What the key of the running task holds; `variables` in any case, since option `env` sets them. */
export function keyOf(context: ExecutorContext, variables: readonly string[]): TaskKey {
  const { root, nxJsonConfiguration: nxJson, projectsConfigurations, projectGraph, projectName = '', target } = context;
  const { projects } = projectsConfigurations;
  const workspace = { nxJson, projects, dependencies: projectGraph?.dependencies, nxVersion: versionOfNx(root) };
  const key = taskKey(keyFacts(workspace, projectName, target));
  return { ...key, holdsVariable: (name) => variables.includes(name) || key.holdsVariable(name) };
}

/** The version that runs this. Not by the devkit's NX_VERSION: loading it takes longer than most cached runs. */
function versionOfNx(root: string): string {
  const manifest = require.resolve('nx/package.json', { paths: [root, __dirname] });
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

import { join } from 'node:path';
import type { Task } from '@nx/devkit';
import { config } from 'dotenv';
import { expand } from 'dotenv-expand';

/**
 * The environment that a task has in a process of its own, out of that of a batch: Nx hashes every task with it, but
 * gives a batch only what the files of the workspace's folder say. NX_TASK_HASH is left out: a batch is not told.
 */
export function taskEnv(task: Pick<Task, 'target' | 'projectRoot'>, root: string, batchEnv: NodeJS.ProcessEnv) {
  const { project, target, configuration } = task.target;
  const env: NodeJS.ProcessEnv = { ...batchEnv };
  for (const file of variants('')) unload(join(root, file), env);
  if (env.NX_LOAD_DOT_ENV_FILES === 'true')
    load(
      envFiles(task).map((file) => join(root, file)),
      env,
    );
  delete env.NX_TASK_HASH;
  delete env.NX_TASK_TARGET_CONFIGURATION;
  return Object.assign(env, {
    NX_TASK_TARGET_PROJECT: project,
    NX_TASK_TARGET_TARGET: target,
    ...(configuration === undefined ? {} : { NX_TASK_TARGET_CONFIGURATION: configuration }),
    LERNA_PACKAGE_NAME: project,
    NX_TUI: 'false',
  });
}

/** From the workspace's folder; the first one that sets a variable wins (Nx, tasks-runner/task-env-paths). @internal */
export function envFiles({ target, projectRoot }: Pick<Task, 'target' | 'projectRoot'>): string[] {
  const { target: name, configuration } = target;
  const names = [...(configuration ? [`${name}.${configuration}`, configuration] : []), name, ''];
  const files = names.flatMap(variants);
  return projectRoot ? [...files.map((file) => `${projectRoot}/${file}`), ...files] : files;
}

function variants(name: string): string[] {
  if (name === '') return ['.env.local', '.local.env', '.env'];
  return [`.env.${name}.local`, `.env.${name}`, `.${name}.local.env`, `.${name}.env`];
}

function load(files: string | string[], env: NodeJS.ProcessEnv): void {
  const { parsed } = config({ path: files, processEnv: env as Record<string, string> });
  expand({ parsed, processEnv: env as Record<string, string> });
}

/** Takes back what Nx has from a file of the workspace's folder, unless somebody set another value. */
function unload(file: string, env: NodeJS.ProcessEnv): void {
  const loaded: NodeJS.ProcessEnv = {};
  load(file, loaded);
  for (const [name, value] of Object.entries(loaded)) if (env[name] === value) delete env[name];
}

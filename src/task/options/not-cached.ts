import type { ExecutorContext } from '@nx/devkit';
import { isNotCached, readNarrowed } from '../../task-key';

/** Says of a task with other options than its inputs were made for that its result is kept by nobody. */
export function notCachedText(
  { projectName = '', targetName = '', projectsConfigurations }: ExecutorContext,
  env: NodeJS.ProcessEnv,
): string {
  const root = projectsConfigurations.projects[projectName]?.root;
  if (root === undefined || !isNotCached(root === '' ? '.' : root, targetName, env)) return '';
  return (
    `  not cached: the inputs of ${projectName}:${targetName} were made for other options, which another plugin or the ` +
    'command line has replaced; what nx.json and project.json say is followed\n'
  );
}

/** Says of a task whose key is not ours what it leaves out. */
export function narrowedNote({ projectName, targetName }: ExecutorContext, env: NodeJS.ProcessEnv): string {
  const own = readNarrowed(env).find((one) => one.project === projectName && one.targetName === targetName);
  if (own === undefined) return '';
  return `  its inputs are not those of nx-go-cross, and leave out ${own.missing.join(', ')}: a result may be replayed although that has changed\n`;
}

import type { ExecutorContext } from '@nx/devkit';
import { isNotCached } from '../../inputs';

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

import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';

type Context = Pick<
  ExecutorContext,
  'projectName' | 'target' | 'projectsConfigurations' | 'projectGraph' | 'taskGraph'
>;

/**
 * The roots of the projects in which tasks of other tools may have worked before this one: what they wrote since Nx
 * looked is what this task is to test.
 */
export function rootsOfForeignTasks(context: Context): ReadonlySet<string> {
  const { projectName = '', target, projectsConfigurations } = context;
  const { projects } = projectsConfigurations;
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (project: string, config: TargetConfiguration | undefined) => {
    for (const { owner, name } of dependenciesOf(project, config, context)) {
      const task = projects[owner]?.targets?.[name];
      if (task === undefined || seen.has(`${owner}:${name}`)) continue;
      seen.add(`${owner}:${name}`);
      if (isForeign(task)) found.add(projects[owner]!.root);
      visit(owner, task);
    }
  };
  visit(projectName, target);
  for (const { target: one } of Object.values(context.taskGraph?.tasks ?? {})) {
    const task = projects[one.project]?.targets?.[one.target];
    if (task !== undefined && isForeign(task)) found.add(projects[one.project]!.root);
  }
  return found;
}

function isForeign({ executor = '', command }: TargetConfiguration): boolean {
  return command !== undefined || !(executor === 'nx:noop' || executor.startsWith('nx-go-cross:'));
}

function dependenciesOf(project: string, config: TargetConfiguration | undefined, { projectGraph }: Context) {
  const below = (projectGraph?.dependencies[project] ?? []).map(({ target }) => target);
  return (config?.dependsOn ?? []).flatMap((entry) => {
    const { target: name, projects, dependencies } = typeof entry === 'string' ? ofText(entry) : entry;
    const named = projects === undefined ? [] : [projects].flat().filter((one) => one !== 'self' && one !== '{self}');
    const owners = dependencies ? below : named.length > 0 ? named : [project];
    return owners.map((owner) => ({ owner, name }));
  });
}

function ofText(entry: string): { target: string; projects?: string[]; dependencies?: boolean } {
  if (entry.startsWith('^')) return { target: entry.slice(1), dependencies: true };
  return {
    target: entry.slice(entry.indexOf(':') + 1),
    ...(entry.includes(':') ? { projects: [entry.split(':')[0]!] } : {}),
  };
}

import { posix } from 'node:path';
import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';

type Context = Pick<
  ExecutorContext,
  'projectName' | 'target' | 'projectsConfigurations' | 'projectGraph' | 'taskGraph'
>;

/** Where tasks of other tools may have worked before this one. All paths are from the workspace root. */
export interface ForeignWork {
  /** The roots of their projects. */
  readonly roots: ReadonlySet<string>;
  /** What they say that they write, up to the first glob. */
  readonly outputs: readonly string[];
}

/** Finds where tasks of other tools may have worked before this one: what they wrote is what this task is to test. */
export function foreignWork(context: Context): ForeignWork {
  const { projectName = '', target, projectsConfigurations } = context;
  const { projects } = projectsConfigurations;
  const roots = new Set<string>();
  const outputs = new Set<string>();
  const add = ({ root }: { readonly root: string }, task: TargetConfiguration) => {
    roots.add(root);
    for (const output of task.outputs ?? []) outputs.add(literalOutput(output, root));
  };
  const seen = new Set<string>();
  const visit = (project: string, config: TargetConfiguration | undefined) => {
    for (const { owner, name } of dependenciesOf(project, config, context)) {
      const task = projects[owner]?.targets?.[name];
      if (task === undefined || seen.has(`${owner}:${name}`)) continue;
      seen.add(`${owner}:${name}`);
      if (isForeign(task)) add(projects[owner]!, task);
      visit(owner, task);
    }
  };
  visit(projectName, target);
  for (const { target: one } of Object.values(context.taskGraph?.tasks ?? {})) {
    const task = projects[one.project]?.targets?.[one.target];
    if (task !== undefined && isForeign(task)) add(projects[one.project]!, task);
  }
  return { roots, outputs: [...outputs].filter((output) => output !== '') };
}

/** An option in it is not looked up: what lies outside of its project only a path can say. */
function literalOutput(output: string, root: string): string {
  const path = output.replace('{workspaceRoot}/', '').replace('{projectRoot}', root);
  const parts = path.split('/');
  const glob = parts.findIndex((part) => /[*?[\]{}()!]/.test(part));
  return posix.normalize(glob === -1 ? path : parts.slice(0, glob).join('/')).replace(/^\.$/, '');
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

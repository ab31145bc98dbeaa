import type { NxJsonConfiguration, ProjectConfiguration, ProjectGraph, TargetConfiguration } from '@nx/devkit';
import type { NamedInputs } from './flatten';
import type { KeyFacts } from './task-key';

export interface WorkspaceConfiguration {
  readonly nxJson: Pick<NxJsonConfiguration, 'namedInputs'> | undefined;
  readonly projects: Readonly<Record<string, ProjectConfiguration>>;
  readonly dependencies: ProjectGraph['dependencies'] | undefined;
  /** The version of Nx. */
  readonly nxVersion: string;
}

/** What decides a target's key, out of the configuration as Nx has it. */
export function keyFacts(workspace: WorkspaceConfiguration, name: string, target?: TargetConfiguration): KeyFacts {
  const { nxJson, projects, dependencies = {}, nxVersion } = workspace;
  const project = projects[name];
  return {
    inputs: target?.inputs,
    named: { ...nxJson?.namedInputs, ...project?.namedInputs } as NamedInputs,
    projectRoot: project?.root ?? '.',
    projects: Object.fromEntries(Object.entries(projects).map(([other, { root }]) => [other, root])),
    dependencies: [...reachable(name, dependencies)],
    knowsIncludeIgnored: Number(nxVersion.split('.')[0]) > 22,
  };
}

function reachable(project: string, dependencies: ProjectGraph['dependencies']): Set<string> {
  const found = new Set<string>();
  const queue = [project];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const { target } of dependencies[name] ?? []) {
      if (found.has(target)) continue;
      found.add(target);
      queue.push(target);
    }
  }
  return found;
}

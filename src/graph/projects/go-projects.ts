import { openWorkspace, type OpenWorkspace } from '../open-workspace';
import type { ProjectSettings } from './project-roots';

/** The folders of the projects that own Go packages. */
export function goProjects(root: string, settings: ProjectSettings, isHidden: (file: string) => boolean): string[] {
  return ownersIn(openWorkspace(root, settings, isHidden));
}

export function ownersIn({ graph, isProject }: OpenWorkspace): string[] {
  const owners = new Set([...graph.index.packages.keys()].map((dir) => graph.projectOf(dir)));
  return [...owners].filter((project) => project !== undefined && isProject(project)) as string[];
}

import type { CreateNodesContextV2, CreateNodesResultV2 } from '@nx/devkit';
import { openWorkspace, type OpenWorkspace } from '../open-workspace';
import { keepProjectsOfOthers, pluginsToAsk, projectsOfOthers } from '../projects/other-plugins';
import type { PluginOptions } from '../options/plugin-options';
import { isBelow } from '../../golang';
import { createNodes as infer, GLOB } from './create-nodes';
import { hiddenTest } from './hidden-test';

/** What Nx loads: where files do not say of a folder with Go packages whether it is a project, other plugins are asked. */
export const createNodes = [
  GLOB,
  (
    files: readonly string[],
    options: PluginOptions | undefined,
    context: CreateNodesContextV2,
  ): CreateNodesResultV2 | Promise<CreateNodesResultV2> => {
    const { workspaceRoot, nxJsonConfiguration } = context;
    if (pluginsToAsk(nxJsonConfiguration).length === 0) return infer[1](files, options, context);
    const isHidden = hiddenTest(files, options, nxJsonConfiguration);
    const workspace = openWorkspace(workspaceRoot, nxJsonConfiguration, isHidden);
    const folders = foldersWithoutProject(workspace);
    const { graphs } = workspace.graph;
    const asking = folders.length === 0 ? Promise.resolve([]) : projectsOfOthers({ ...context, folders, files });
    return asking.then((others) => {
      keepProjectsOfOthers(workspaceRoot, others);
      return infer[1](files, options, context, { others, graphs });
    });
  },
] as const;

/** Folders of modules that are no project, and of packages that are in none. */
function foldersWithoutProject({ graph, isProject }: OpenWorkspace): string[] {
  const folders = [...graph.index.packages.keys()].flatMap((dir) => {
    const module = graph.files.moduleOf(dir);
    if (module !== undefined && isBelow(module, '.') && !isProject(module)) return [module];
    return graph.projectOf(dir) === undefined ? [dir] : [];
  });
  return [...new Set(folders)].sort();
}

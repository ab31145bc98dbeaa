// Types only: loading @nx/devkit takes longer than all that is done here.
import type { CreateDependenciesContext, DependencyType, RawProjectGraphDependency } from '@nx/devkit';
import { unforeseenWarning, unseenProjects } from '../errors';
import { nxMajor } from '../configuration/nx-major';
import { allPorts } from '../foreseen/all-ports';
import { handOverFound } from '../foreseen/handed-over';
import { narrowedTargets, suspectTargets } from '../foreseen/narrowed-targets';
import { testSetups } from '../options/target-setups';
import { unforeseenTargets } from '../foreseen/unforeseen-targets';
import { problems } from './problems';
import { projectEdges, testTargets } from './project-edges';
import { mayReadVariables } from '../options/go-variables';
import { optionsIfValid } from '../options/checked-options';
import { reopenWorkspace } from '../open-workspace';
import { recalled } from '../recalled';
import { withoutNode } from '../options/plugin-entries';
import type { PluginOptions } from '../options/plugin-options';

/** Whether the JSON of a target has a flag of Go that names a file, or an option `env` that has Go read its own. */
const namesFiles = (json: string) => /-(modfile|overlay|pgo)=/.test(json) || mayReadVariables(json);

/**
 * An edge for every import that leads into another project, under any configuration that a test target has: tests count,
 * and so do other ports, tags and cgo. The edges are implicit ones: Nx keeps a static edge of a file for as long as that
 * file does not change, and an edited go.mod, go.work or option would have no effect on it.
 */
export function createDependencies(
  options: PluginOptions | undefined,
  context: CreateDependenciesContext,
): RawProjectGraphDependency[] {
  const checked = optionsIfValid(options);
  if (checked === undefined) return [];
  const { workspaceRoot, projects, nxJsonConfiguration: nxJson = {} } = context;
  const roots = new Set(Object.values(projects).map(({ root }) => (root === '' ? '.' : root)));
  const graph = reopenWorkspace(workspaceRoot, roots);
  const isWithoutNode = withoutNode(nxJson, options, graph.files.disk);
  const bare = Object.values(projects)
    .filter(isWithoutNode)
    .map(({ root }) => root);
  const targets = Object.entries(projects).map(([name, project]) => [name, project.root, testTargets(project)]);
  const suspects = suspectTargets(projects);
  const about = [targets, bare, suspects, nxJson.targetDefaults, nxJson.plugins, nxMajor(workspaceRoot)];
  const { edges, warnings, unforeseen, narrowed, naming } = recalled('edges', options, about, graph.graphs, () => {
    const { disk } = graph.files;
    const portsOf = allPorts(nxJson, disk);
    const others = unforeseenTargets(projects, portsOf, nxJson, disk);
    const told = {
      unforeseen: others,
      narrowed: narrowedTargets(suspects, projects, { portsOf, setupsOf: testSetups(nxJson, disk) }, nxJson),
      naming: targets.filter((one) => namesFiles(JSON.stringify(one))).map(([name]) => String(name)),
    };
    if (!checked.inferDependencies) return { edges: [], warnings: unforeseenWarning(others), ...told };
    return {
      edges: projectEdges(projects, [...checked.ports, ...checked.checkPorts], graph),
      warnings: [
        ...problems([...roots], graph),
        ...unseenProjects(bare.filter((root) => graph.ownPackages(root).length > 0)),
        ...unforeseenWarning(others),
      ],
      ...told,
    };
  });
  handOverFound(workspaceRoot, { unforeseen, narrowed, naming });
  graph.index.save(graph.files.disk.leavesRoot());
  for (const warning of warnings) console.warn(warning);
  return edges.map(([source, target]) => ({ source, target, type: 'implicit' as DependencyType.implicit }));
}

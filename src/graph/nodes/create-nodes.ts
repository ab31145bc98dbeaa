import { basename, posix } from 'node:path';
import type { CreateNodesContextV2, CreateNodesResultV2, ProjectConfiguration } from '@nx/devkit';
import { DECLARED_INPUT } from '../../inputs';
import { optionsOrMessage } from '../checked-options';
import { PackageGraph } from '../packages';
import type { NormalizedPluginOptions, PluginOptions, PortTarget } from '../plugin-options';
import { handOver, openWorkspace } from '../open-workspace';
import { testSetups, type TestSetup } from '../target-setups';
import { remembered } from '../workspace/remembered';
import { declaredGlobs } from './declared';
import { namedInputs } from './named-inputs';
import { inferTargets } from './targets';

/** Source files are left out on purpose: Nx takes the removal of a matching file for a change to every project. */
const GLOB = '**/{go.mod,go.work,project.json,package.json}';

/** Gives every Nx project that owns Go packages its test targets. A pure function of files and options. */
export const createNodes = [
  GLOB,
  (
    files: readonly string[],
    options: PluginOptions | undefined,
    context: CreateNodesContextV2,
  ): CreateNodesResultV2 => {
    const normalized = optionsOrMessage(options);
    const { nxJsonConfiguration, workspaceRoot } = context;
    // The list holds what `include` and `exclude` let through: good for the scope, but a module may lie outside of it.
    const workspace = openWorkspace(workspaceRoot, nxJsonConfiguration);
    const { graph, disk, isProject } = workspace;
    const roots = [...new Set(files.map((file) => posix.dirname(file)))].filter(isProject).sort();
    const owners = roots.filter((root) => graph.ownPackages(root).length > 0);
    const nodes = owners.map((root) => {
      const setupsOf = remembered((port: PortTarget) => testSetups(root, port, nxJsonConfiguration, disk));
      const declared = declaredGlobs(root, nxJsonConfiguration, disk);
      return [root, nodeFor(root, normalized, setupsOf, graph, declared)] as const;
    });
    graph.index.save();
    handOver(workspace);
    return nodes.map(([root, node]) => [fileOf(root, files), { projects: { [root]: node } }]);
  },
] as const;

function nodeFor(
  root: string,
  options: NormalizedPluginOptions,
  setupsOf: (port: PortTarget) => readonly TestSetup[],
  graph: PackageGraph,
  declared: readonly string[],
): Omit<ProjectConfiguration, 'root'> {
  const { ports, checkPorts, binaryPorts } = options;
  // A port's test target and the one that keeps its binaries share an input.
  const allSetupsOf = (port: PortTarget) =>
    [port, ...binaryPorts.filter(({ id }) => id === port.id)].flatMap((target) => setupsOf(target));
  return {
    targets: inferTargets(root, options, setupsOf),
    namedInputs: {
      [DECLARED_INPUT]: [],
      ...namedInputs(root, [...ports, ...checkPorts], allSetupsOf, graph, declared),
    },
    metadata: { technologies: ['go'] },
  };
}

/** The file that a node is attributed to. */
function fileOf(root: string, files: readonly string[]): string {
  const mine = files.filter((file) => posix.dirname(file) === root).sort();
  return mine.find((file) => basename(file) === 'go.mod') ?? mine[0]!;
}

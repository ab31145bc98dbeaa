import { posix } from 'node:path';
import type { CreateNodesContextV2, CreateNodesResultV2, NxJsonConfiguration, ProjectConfiguration } from '@nx/devkit';
import { DECLARED_INPUT } from '../../task-key';
import { optionsOrMessage } from '../options/checked-options';
import { nxMajor } from '../configuration/nx-major';
import { checkEntries, inferences, type Inference } from '../options/inference';
import { PackageGraph, type Disk, upwards } from '../../golang';
import type { PluginOptions } from '../options/plugin-options';
import { handOver, openWorkspace, type OpenWorkspace } from '../open-workspace';
import { isEntryOf, pluginEntries, type PluginEntry } from '../options/plugin-entries';
import { recalled } from '../recalled';
import { testSetups, type SetupsOf } from '../options/target-setups';
import { groupBy } from '../../files';
import type { ProjectSettings } from '../projects/project-roots';
import { declaredGlobs } from '../inputs/declared';
import { ENVIRONMENT_INPUT, environmentInputs } from '../inputs/inputs';
import { namedInputs } from '../inputs/named-inputs';
import { hiddenTest } from './hidden-test';
import { checkPatterns } from '../inputs/pattern-folders';
import { portsWithFiles } from './ports-with-files';
import { inferTargets } from './targets';
import type { PortTarget } from '../options/port-target';
import type { NormalizedPluginOptions } from '../options/normalized-options';

/** Source files are left out on purpose: Nx takes the removal of a matching file for a change to every project. */
export const GLOB = '**/{go.mod,go.work,project.json,package.json}';

/** What was found out before. */
export interface FromOthers {
  /** The folders that other plugins make projects of, as far as files do not tell. */
  readonly others?: readonly string[];
  readonly graphs?: OpenWorkspace['graph']['graphs'];
}

/** Gives every Nx project that owns Go packages its test targets. A pure function of files and options. */
export const createNodes = [
  GLOB,
  (
    files: readonly string[],
    options: PluginOptions | undefined,
    context: CreateNodesContextV2,
    { others = [], graphs }: FromOthers = {},
  ): CreateNodesResultV2 => {
    const normalized = optionsOrMessage(options);
    const { nxJsonConfiguration, workspaceRoot } = context;
    // The list holds what `include` and `exclude` let through: good for the scope, but a module may lie outside of it.
    const workspace = openWorkspace(
      workspaceRoot,
      { ...nxJsonConfiguration, others },
      hiddenTest(files, options, nxJsonConfiguration),
      graphs,
    );
    const about = [nxJsonConfiguration, [...files].sort(), others, nxMajor(workspaceRoot)];
    const nodes = recalled('nodes', options, about, workspace.graph.graphs, () =>
      inferNodes(files, normalized, { ...nxJsonConfiguration, others }, workspace, options),
    );
    workspace.graph.index.save(workspace.disk.leavesRoot());
    handOver(workspace);
    return nodes;
  },
] as const;

function inferNodes(
  files: readonly string[],
  options: NormalizedPluginOptions,
  nxJson: NxJsonConfiguration & ProjectSettings,
  { graph, disk, isProject }: OpenWorkspace,
  written: PluginOptions | undefined,
): CreateNodesResultV2 {
  const filesIn = groupBy(files, posix.dirname);
  const filesFor = (root: string) => filesIn.get([...upwards(root)].find((dir) => filesIn.has(dir)) ?? '');
  const roots = [...new Set([...filesIn.keys(), ...nxJson.others!])].filter(isProject).sort();
  const owners = roots.filter((root) => graph.ownPackages(root).length > 0 && filesFor(root) !== undefined);
  checkPatterns(owners);
  const entries = entriesWith(written, options, pluginEntries(nxJson, disk));
  checkEntries(entries, owners);
  // One entry infers for all that reach a project, the last: its node is the one of which Nx keeps most.
  const isOwn = (root: string) => {
    const last = entries.findLast((entry) => entry.options && entry.infers(root));
    return last !== undefined && isEntryOf(last, written);
  };
  const nodeOf = nodesOf(inferences(entries, disk, nxJson.targetDefaults), testSetups(nxJson, disk), graph, disk);
  return owners.filter(isOwn).map((root) => {
    const node = nodeOf(root, declaredGlobs(root, nxJson, disk));
    return [fileOf(root, filesFor(root)!), { projects: { [root]: node } }];
  });
}

/** Whatever name Nx was told to load this plugin by, there is the entry that it asks for. */
function entriesWith(
  written: PluginOptions | undefined,
  options: NormalizedPluginOptions,
  entries: readonly PluginEntry[],
): readonly PluginEntry[] {
  if (entries.some((entry) => isEntryOf(entry, written))) return entries;
  return [...entries, { written: written ?? {}, options, reaches: () => true, infers: () => true }];
}

type Node = Omit<ProjectConfiguration, 'root'>;

function nodesOf(
  inferenceOf: (root: string) => Inference,
  setupsOf: SetupsOf,
  graph: PackageGraph,
  disk: Disk,
): (root: string, declared: readonly string[]) => Node {
  const hasFilesOf = portsWithFiles(graph, setupsOf, disk);
  const targetsFor = inferTargets();
  return (root, declared) => {
    const inferred = inferenceOf(root);
    const { ports, checkPorts, binaryPorts, explicit } = inferred;
    // A port's test target and the one that keeps its binaries share an input.
    const allSetupsOf = (of: string, port: PortTarget) =>
      [port, ...binaryPorts.filter(({ id }) => id === port.id)].flatMap((target) => setupsOf(of, target));
    // A port without a target keeps its named inputs: targets of the project's own may have them.
    const withInputs = [...ports, ...checkPorts, ...explicit.ports, ...explicit.checkPorts];
    return {
      targets: targetsFor(root, inferred, setupsOf, hasFilesOf(root)),
      namedInputs: {
        [DECLARED_INPUT]: [],
        [ENVIRONMENT_INPUT]: environmentInputs(root),
        ...namedInputs(root, withInputs, allSetupsOf, graph, declared),
      },
      metadata: { technologies: ['go'] },
    };
  };
}

/** The file, of those in its folder, that a node is attributed to. */
function fileOf(root: string, files: readonly string[]): string {
  const goMod = posix.join(root, 'go.mod');
  return files.includes(goMod) ? goMod : [...files].sort()[0]!;
}

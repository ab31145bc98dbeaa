import { basename, posix } from 'node:path';
import type { CreateNodesContextV2, CreateNodesResultV2, NxJsonConfiguration, ProjectConfiguration } from '@nx/devkit';
import { openDisk } from './disk';
import { governingFiles, moduleOf, type Disk } from './governing-files';
import { DECLARED_INPUT, namedInput, projectFiles } from './inputs';
import { ownsGoFiles } from './owns-packages';
import { normalizePluginOptions, type NormalizedPluginOptions, type PluginOptions } from './plugin-options';
import { projectTest } from './project-roots';
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
    const normalized = normalizePluginOptions(options);
    const { nxJsonConfiguration: nxJson, workspaceRoot } = context;
    // The list holds what `include` and `exclude` let through: good for the scope, but a module may lie outside of it.
    const disk = openDisk(workspaceRoot);
    const isProject = projectTest(nxJson, disk);
    const roots = [...new Set(files.map((file) => posix.dirname(file)))].filter(isProject).sort();
    const owners = roots.filter((root) => ownsPackages(root, disk, isProject));
    return owners.map((root) => [
      fileOf(root, files),
      { projects: { [root]: nodeFor(root, normalized, nxJson, disk) } },
    ]);
  },
] as const;

function ownsPackages(root: string, disk: Disk, isProject: (dir: string) => boolean): boolean {
  if (moduleOf(root, disk) === undefined) return false;
  return ownsGoFiles(disk.path, root, (dir) => isProject(dir) || disk.exists(`${dir}/go.mod`));
}

function nodeFor(
  root: string,
  options: NormalizedPluginOptions,
  nxJson: NxJsonConfiguration,
  disk: Disk,
): Omit<ProjectConfiguration, 'root'> {
  const files = projectFiles(governingFiles(moduleOf(root, disk)!, disk));
  // Also the ports of other entries of this plugin: a dependant with other ports asks for them with `^`.
  const names = new Set([...options.ports, ...allPorts(nxJson)].map(({ id }) => namedInput(id)));
  return {
    targets: inferTargets(options),
    namedInputs: { [DECLARED_INPUT]: [], ...Object.fromEntries([...names].sort().map((name) => [name, files])) },
    metadata: { technologies: ['go'] },
  };
}

function allPorts(nxJson: NxJsonConfiguration) {
  const entries = (nxJson.plugins ?? []).map((entry) => (typeof entry === 'string' ? { plugin: entry } : entry));
  return entries
    .filter(({ plugin }) => plugin === 'nx-go-cross')
    .flatMap((entry) => normalizePluginOptions((entry as { options?: PluginOptions }).options).ports);
}

/** The file that a node is attributed to. */
function fileOf(root: string, files: readonly string[]): string {
  const mine = files.filter((file) => posix.dirname(file) === root).sort();
  return mine.find((file) => basename(file) === 'go.mod') ?? mine[0]!;
}

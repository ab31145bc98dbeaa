import { ModFiles, ConfiguredGraphs, PackageGraph, openDisk, type Disk, SourceIndex } from '../golang';
import { memoize } from '../files';
import { projectTest, type ProjectSettings } from './projects/project-roots';

export interface OpenWorkspace {
  readonly graph: PackageGraph;
  readonly disk: Disk;
  readonly isProject: (dir: string) => boolean;
}

/** The Go packages of a workspace as they are on disk now. Which folders are projects, files tell that Nx does not hide. */
export function openWorkspace(
  root: string,
  settings: ProjectSettings,
  isHidden: (file: string) => boolean,
  graphs = look(root),
): OpenWorkspace {
  const { disk } = graphs.files;
  const isProject = memoize(projectTest(settings, disk, isHidden));
  return { graph: new PackageGraph(graphs, isProject), disk, isProject };
}

/** The same for the second half of a computation, in which Nx knows the folders of the projects. */
export function reopenWorkspace(root: string, roots: ReadonlySet<string>): PackageGraph {
  return new PackageGraph(takeOver(root) ?? look(root), (dir) => roots.has(dir));
}

function look(root: string): ConfiguredGraphs {
  const index = new SourceIndex(root);
  const disk = openDisk(root, (dir, name) => index.mayHave(dir, name));
  return new ConfiguredGraphs(index, new ModFiles(disk));
}

/** What createNodes saw. Nx asks for dependencies right after it, in the same process. */
let seen: ConfiguredGraphs | undefined;

export function handOver({ graph }: OpenWorkspace): void {
  seen = graph.graphs;
}

/** Once: a process that lives on, as the daemon does, looks again for its next computation. */
function takeOver(root: string): ConfiguredGraphs | undefined {
  const found = seen?.files.disk.path === root ? seen : undefined;
  seen = undefined;
  return found;
}

import { ModFiles } from './modules';
import { PackageGraph } from './packages';
import { openDisk, type Disk } from './workspace/disk';
import { remembered } from './workspace/remembered';
import { projectTest, type ProjectSettings } from './workspace/project-roots';
import { SourceIndex } from './workspace/source-index';

export interface OpenWorkspace {
  readonly graph: PackageGraph;
  readonly disk: Disk;
  readonly isProject: (dir: string) => boolean;
}

/**
 * The Go packages of a workspace as they are on disk now. `roots` are the folders of its projects where Nx knows them
 * already; else files tell.
 */
export function openWorkspace(root: string, settings: ProjectSettings, roots?: ReadonlySet<string>): OpenWorkspace {
  const disk = openDisk(root);
  const isProject = roots ? (dir: string) => roots.has(dir) : remembered(projectTest(settings, disk));
  return { graph: new PackageGraph(new SourceIndex(root), new ModFiles(disk), isProject), disk, isProject };
}

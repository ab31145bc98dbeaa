import { ModFiles } from './modules';
import { PackageGraph } from './packages';
import { openDisk } from './workspace/disk';
import { projectTest, type ProjectSettings } from './workspace/project-roots';
import { indexSources, type SourceIndex } from './workspace/source-index';

export interface OpenWorkspace {
  readonly graph: PackageGraph;
  readonly index: SourceIndex;
  readonly isProject: (dir: string) => boolean;
}

/**
 * The Go packages of a workspace as they are on disk now. `roots` are the folders of its projects where Nx knows them
 * already; else files tell.
 */
export function openWorkspace(root: string, settings: ProjectSettings, roots?: ReadonlySet<string>): OpenWorkspace {
  const disk = openDisk(root);
  const isProject = roots ? (dir: string) => roots.has(dir) : remembered(projectTest(settings, disk));
  const index = indexSources(root);
  return { graph: new PackageGraph(index, new ModFiles(disk), isProject), index, isProject };
}

function remembered(test: (dir: string) => boolean): (dir: string) => boolean {
  const known = new Map<string, boolean>();
  return (dir) => {
    const answer = known.get(dir) ?? test(dir);
    known.set(dir, answer);
    return answer;
  };
}

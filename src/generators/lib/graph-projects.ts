import { createProjectGraphAsync, workspaceRoot, type ProjectConfiguration, type Tree } from '@nx/devkit';

/** All projects with all their targets, inferred ones too; undefined where the tree is not the workspace on disk. */
export async function graphProjects(tree: Tree): Promise<ProjectConfiguration[] | undefined> {
  if (tree.root !== workspaceRoot) return undefined;
  try {
    return Object.values((await createProjectGraphAsync({ exitOnError: false })).nodes).map(({ data }) => data);
  } catch {
    return undefined;
  }
}

import { globAsync, type Tree } from '@nx/devkit';
import { isInGoTree, isBelow } from '../../golang';

/** The go.mod files of the workspace, where Go and the plugin look for them. */
export async function goModules(tree: Tree): Promise<string[]> {
  return (await globAsync(tree, ['**/go.mod'])).filter(isInGoTree);
}

/** Modules whose folder is no project of Nx and has none below: whatever the ports, they get no targets. */
export function withoutProject(modules: readonly string[], roots: readonly string[]): string[] {
  const folders = modules.map((file) => file.replace(/\/?go\.mod$/, '') || '.');
  return folders.filter((folder) => !roots.some((root) => isBelow(root, folder)));
}

import { globAsync, type Tree } from '@nx/devkit';

/** Folders that Go and the plugin take no module from. */
const IGNORED = /(^|\/)(node_modules|testdata|vendor|[_.][^/]*)\//;

/** The go.mod files of the workspace. */
export async function goModules(tree: Tree): Promise<string[]> {
  return (await globAsync(tree, ['**/go.mod'])).filter((file) => !IGNORED.test(file));
}

/** Modules whose folder is no project of Nx and has none below: whatever the ports, they get no targets. */
export function withoutProject(modules: readonly string[], roots: readonly string[]): string[] {
  const folders = modules.map((file) => file.replace(/\/?go\.mod$/, '') || '.');
  return folders.filter((folder) => !roots.some((root) => folder === '.' || `${root}/`.startsWith(`${folder}/`)));
}

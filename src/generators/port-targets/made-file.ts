import { joinPathFragments, type Tree } from '@nx/devkit';

const MARK = '// Made by nx-go-cross:port-targets for the targets below; it removes the file with the last of them.\n';

/**
 * A project.json for a project that other plugins make of a go.mod and that has no file for targets. The comment tells
 * it from one of the user's, which may look the same and stays.
 */
export function makeProjectJson(tree: Tree, root: string, name: string): void {
  tree.write(joinPathFragments(root, 'project.json'), textOf(name));
}

/** Removes it again when nothing is in it that was not there in the beginning. */
export function removeMadeFile(tree: Tree, file: string, name: string): void {
  if (tree.read(file, 'utf8')?.replaceAll('\r\n', '\n') === textOf(name)) tree.delete(file);
}

function textOf(name: string): string {
  return `${MARK}${JSON.stringify({ name, targets: {} }, null, 2)}\n`;
}

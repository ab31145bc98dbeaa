import type { Tree } from '@nx/devkit';
import { goVersionFileMissing, noGoProject } from '../../errors';
import { goModules } from '../../lib/go-modules';
import { parseModFile } from '../../../golang';

/** The file that actions/setup-go reads the version from. */
export async function goVersionFileOf(tree: Tree, asked: string | undefined): Promise<string> {
  const modules = await goModules(tree);
  if (modules.length === 0) throw noGoProject();
  if (asked !== undefined) {
    if (!isPlainPath(asked) || !tree.isFile(asked)) throw goVersionFileMissing(asked);
    return asked;
  }
  if (tree.exists('go.work')) return 'go.work';
  const [first] = modules
    .filter(isPlainPath)
    .sort((a, b) => compare(versionIn(tree, b), versionIn(tree, a)) || a.localeCompare(b));
  if (first === undefined) throw goVersionFileMissing(modules[0]!);
  return first;
}

/** Inside the workspace, and nothing that a YAML file or an expression would read as something else. */
function isPlainPath(path: string): boolean {
  return /^[\w.@+ -]+(\/[\w.@+ -]+)*$/.test(path) && !path.split('/').includes('..');
}

function versionIn(tree: Tree, file: string): number[] {
  const [, version = '0'] = /^(\d+(?:\.\d+)*)/.exec(parseModFile(tree.read(file, 'utf8') ?? '').go ?? '') ?? [];
  return version.split('.').map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = [0, 1, 2].find((index) => (a[index] ?? 0) !== (b[index] ?? 0));
  return at === undefined ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

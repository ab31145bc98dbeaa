import { importPathOf, type UnitRun } from '../../gotest';
import type { PackageReads } from '../../task-key';
import { isNeverFile } from '../../golang';
import { isInFolder, pathsFrom, realPath, statOf } from '../../files';

/** What the packages of a run read, as far as it lies in the workspace and was there before them. */
export function packageReads({ run, testLogs, startedAt }: UnitRun, root: string, except: readonly string[]) {
  const workspace = workspaceAt(root, except);
  return testLogs.map(({ dir, variables, opened, examined }): PackageReads => {
    const found = [
      ...opened.flatMap((path) => workspace.find(path, startedAt, true)),
      ...examined.flatMap((path) => workspace.find(path, startedAt, false)),
    ];
    const of = (kind: Found['kind']) => [...new Set(found.filter((one) => one.kind === kind).map(({ path }) => path))];
    return {
      importPath: importPathOf(dir, run.packages.keys()) ?? dir,
      dir,
      variables: [...variables].sort(),
      files: of('file').sort(),
      folders: of('folder').sort(),
    };
  });
}

interface Found {
  readonly kind: 'file' | 'folder';
  readonly path: string;
}

function workspaceAt(root: string, except: readonly string[]) {
  const inRoot = pathsFrom(root);
  const foreign = except.filter((dir) => ![undefined, '.'].includes(inRoot(dir)));
  const pathOf = (path: string) => (foreign.some((dir) => isInFolder(path, dir)) ? undefined : inRoot(path));
  const find = (path: string, startedAt: Date, isOpened: boolean): Found[] => {
    const inside = pathOf(path);
    if (inside === undefined || inside === '.' || isNeverFile(inside)) return [];
    const stat = statOf(path);
    // The listing of a folder is an input; that it exists is not. The workspace's own is in every key, with nx.json.
    if (stat?.isDirectory()) return isOpened ? [{ kind: 'folder', path: inside }] : [];
    // What the tests wrote themselves: the log does not tell reading from writing.
    if (!stat?.isFile() || stat.mtimeMs >= startedAt.getTime()) return [];
    // Nx looks at a link, not through it: what it leads to counts for itself.
    const real = pathOf(realPath(path) ?? path);
    const paths = real === undefined || isNeverFile(real) ? [inside] : [inside, real];
    return [...new Set(paths)].map((one) => ({ kind: 'file', path: one }));
  };
  return { find };
}

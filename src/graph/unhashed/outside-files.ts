import { posix } from 'node:path';
import { literalFolder } from '../../task-key';
import {
  type ConfiguredGraph,
  isEmbedded,
  isNeverFile,
  isTestFile,
  type Package,
  type PackageGraph,
} from '../../golang';
import { filesBelow } from './files';

/** What Go reads of a package outside of the workspace. */
export function outsideFiles(one: Package, graph: PackageGraph, configured: ConfiguredGraph): string[] {
  const { dir } = one;
  const { embeds, usesCgo } = configured.facts(one);
  const compiled = graph.folder(dir).compiled.filter((name) => configured.selector.isBuiltByName(name));
  const module = graph.files.moduleOf(dir);
  const below = (folder: string) => listOutside(graph.files.disk.path, folder);
  const embedded = embeds.flatMap((pattern) =>
    below(posix.join(dir, startOf(pattern))).filter((file) => isEmbedded(file.slice(dir.length + 1), [pattern])),
  );
  return [
    ...compiled.filter((name) => !isTestFile(name)).map((name) => posix.join(dir, name)),
    ...(module === undefined ? [] : [posix.join(module, 'go.mod')]),
    ...embedded,
    // A C compiler may read any file below the folder, whatever its name.
    ...(usesCgo ? below(dir) : []),
  ];
}

/** The folder in which a pattern of `//go:embed` begins to match. */
function startOf(pattern: string): string {
  return /[*?[\\]/.test(pattern) ? literalFolder(pattern) || '.' : pattern;
}

/** The workspace itself may lie in such a folder; what the tests see of it is found elsewhere. */
function listOutside(root: string, path: string): string[] {
  const isLeftOut = (one: string) => isNeverFile(one) || posix.resolve(root, one) === root;
  return [...filesBelow(root, path, isLeftOut), ...filesBelow(root, `${path}/`, isLeftOut)];
}

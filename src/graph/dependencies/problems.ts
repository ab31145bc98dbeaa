import { posix } from 'node:path';
import { missingMember, unreadableModFile, unreadableSource, unseenName } from '../errors';
import { type ModFile, type ModFiles, fromRoot, NO_UTF8, type PackageGraph } from '../../golang';

/** A sentence for each file that the graph had to be made without. What only Go refuses, Go reports. */
export function problems(roots: readonly string[], graph: PackageGraph): string[] {
  const { index, files } = graph;
  const modules = new Set(roots.map((root) => files.moduleOf(root)).filter((dir) => dir !== undefined));
  const works = new Set([...modules].map((dir) => files.nearestWork(dir)).filter((file) => file !== undefined));
  return [
    ...[...index.unreadable].flatMap(([file, reason]) => {
      if (reason !== NO_UTF8) return [unreadableSource(file, reason)];
      const project = graph.projectOf(posix.dirname(file));
      return project !== undefined && graph.ownPackages(project).length > 0 ? [unseenName(file)] : [];
    }),
    ...[...modules].flatMap((dir) => modProblems(posix.join(dir, 'go.mod'), files.mod(dir), true)),
    ...[...works].flatMap((file) => [...modProblems(file, files.work(file), false), ...missingMembers(file, files)]),
  ].sort();
}

function modProblems(file: string, { module, wrongLine }: ModFile, needsModule: boolean): string[] {
  if (wrongLine !== undefined) return [unreadableModFile(file, wrongLine)];
  return needsModule && module === undefined ? [unreadableModFile(file)] : [];
}

function missingMembers(work: string, files: ModFiles): string[] {
  return files
    .work(work)
    .uses.filter((use) => !files.disk.isFile(posix.join(fromRoot(files.disk.path, posix.dirname(work), use), 'go.mod')))
    .map((use) => missingMember(work, use));
}

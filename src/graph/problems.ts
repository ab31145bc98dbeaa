import { posix } from 'node:path';
import { missingMember, unreadableModFile, unreadableSource } from '../errors/graph-errors';
import type { ModFile, ModFiles } from './modules';
import { fromRoot } from './workspace/go-paths';
import type { PackageGraph } from './packages';

/** A sentence for each file that the graph had to be made without. What only Go refuses, Go reports. */
export function problems(roots: readonly string[], { index, files }: PackageGraph): string[] {
  const modules = new Set(roots.map((root) => files.moduleOf(root)).filter((dir) => dir !== undefined));
  const works = new Set([...modules].map((dir) => files.nearestWork(dir)).filter((file) => file !== undefined));
  return [
    ...[...index.unreadable].map(([file, reason]) => unreadableSource(file, reason)),
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

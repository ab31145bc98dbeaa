import type { PackageGraph, Disk } from '../../golang';
import type { PortTarget } from '../options/port-target';
import { ownConfiguration } from '../configuration/own-configuration';
import type { SetupsOf, TestSetup } from '../options/target-setups';

/**
 * Tells for a project which targets of ports it gets: none for a port that the name of every Go file of it leaves out.
 * Constraints inside of files are Go's to judge. A target that the project writes out itself is always there, and so is
 * one that names other packages, or whose dependencies may write some.
 */
export function portsWithFiles(
  graph: PackageGraph,
  setupsOf: SetupsOf,
  disk: Disk,
): (root: string) => (target: PortTarget) => boolean {
  return (root) => {
    const written = new Set(ownConfiguration(root, disk).targets.map(([name]) => name));
    return (target) =>
      written.has(target.targetName) ||
      setupsOf(root, target).some((setup) => isOpen(setup) || hasFile(root, setup, graph));
  };
}

function isOpen({ packages, hasDependencies }: TestSetup): boolean {
  return hasDependencies || packages.some((pattern) => pattern !== './...');
}

function hasFile(root: string, { config }: TestSetup, graph: PackageGraph): boolean {
  const { selector } = graph.configure(graph.files.moduleOf(root) ?? root, config);
  return graph
    .ownPackages(root)
    .some((dir) => graph.folder(dir).compiled.some((name) => name.endsWith('.go') && selector.isBuiltByName(name)));
}

export { importedFiles, ownFiles } from './file-sets';
export { fileGlobs } from './globs';
export type { ConfiguredGraph } from './configured-graph';
export { ConfiguredGraphs } from './configured-graphs';
export { PackageGraph } from './package-graph';
export type { PackageNode } from './package-node';
export { testedPackages, type TestedPackages } from './tested-packages';

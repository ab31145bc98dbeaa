export { importedFiles, ownFiles } from './file-sets';
export { fileGlobs } from './globs';
export type { ConfiguredGraph } from './configured-graph';
export { PackageGraph } from './package-graph';
export { testedPackages, type TestedPackages } from './tested-packages';

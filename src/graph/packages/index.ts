export { importedFiles, ownFiles } from './file-sets';
export { ConfiguredGraph, PackageGraph } from './package-graph';
export { testedPackages, type TestedPackages } from './tested-packages';

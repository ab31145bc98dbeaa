export { builtFiles, embeddedOfOthers, importedFiles, isPattern, ownFiles } from './file-sets';
export { fileGlobs, folderGlob } from './globs';
export type { ConfiguredGraph } from './configured-graph';
export { ConfiguredGraphs } from './configured-graphs';
export { PackageGraph, type Place } from './package-graph';
export type { Package } from './packages';
export { testedPackages, type TestedPackages } from './tested-packages';

export type { Closure, ConfiguredGraph } from './configured-graph';
export { ConfiguredGraphs } from './configured-graphs';
export { isEmbedded } from './embedded';
export { PackageGraph, type Place } from './package-graph';
export type { Numbered, Package } from './packages';
export { testedPackages } from './tested-packages';

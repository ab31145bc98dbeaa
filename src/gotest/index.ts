export { collectLaunch, type Kept, type KeptBinary } from './binaries/collect';
export { MANIFEST, type BuildOptions, type HashedFile, type Manifest, type ManifestPackage } from './binaries/manifest';
export { openBinaries, type BinarySet } from './binaries/open-binaries';
export { digestData, digestGlobs } from './data-digest';
export { DEFAULT_TIMEOUT, formatDuration, LONGEST, parseDuration } from './duration';
export { importPathOf } from './import-path';
export {
  importPathsByFolder,
  listGoFiles,
  builtPatterns,
  listPackages,
  listPackagesThatNeedCgo,
  type CgoPackage,
} from './list-packages';
export { packageFolder } from './package-folder';
export { runUnits } from './run-units';
export { openScratch, type Scratch } from './scratch';
export type { GoTestOptions, TestUnit, UnitRun } from './unit';
export type { UnitListener } from './unit-listener';
export { outputUnwritable } from './errors';

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
export { runUnit } from './run-unit';
export { openScratch, type Scratch } from './scratch';
export type { GoTestOptions, PrebuiltTests, TestUnit, UnitRun } from './unit';
export { outputUnwritable } from './errors';
export { binaryFlags, flag } from './flags';
export { waitDelay } from './duration';
export { buildBinaryEnv } from './build-env';
export { launchWords } from './exec-words';
export { testLogPath } from './test-log';

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
export type { UnitListener } from './unit-listener';
export { runShared } from './shared/run-shared';
export { apartEnd, type GoTests, type Participant, type SharedEnd } from './shared/shared-end';
export { differences, sharingKey, type SharingKey } from './shared/sharing-key';
export { whyApart } from './shared/why-apart';
export { openScratch, type Scratch } from './scratch';
export type { GoTestOptions, PrebuiltTests, TestUnit, UnitRun } from './unit';
export { outputUnwritable } from './errors';
export { binaryFlags, flag } from './flags';
export { waitDelay } from './duration';
export { buildBinaryEnv } from './build-env';
export { launchWords } from './exec-words';
export { testLogPath } from './test-log';

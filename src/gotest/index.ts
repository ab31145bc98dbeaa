export { digestData, digestGlobs } from './data-digest';
export { parseDuration } from './duration';
export { importPathOf } from './import-path';
export { listPackages } from './list-packages';
export { packageFolder } from './package-folder';
export { runUnits } from './run-units';
export type { TestLog } from './test-log';
export type { GoTestOptions, TestUnit, UnitRun } from './unit';
export type { UnitListener } from './unit-listener';

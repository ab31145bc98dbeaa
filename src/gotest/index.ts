export { digestData, digestGlobs } from './data-digest';
export { parseDuration } from './duration';
export { listPackages } from './list-packages';
export { runUnits, type UnitListener } from './run-units';
export type { GoTestOptions, TestUnit, UnitRun } from './unit';

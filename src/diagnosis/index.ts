export { diagnose, ROWS, saysNotStarted } from './diagnose';
export type { Place, PlaceEmulator } from './place';
export type { Diagnosis, Row, Stage } from './row';

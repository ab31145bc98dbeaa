export {
  diagnose,
  /** @internal */
  ROWS,
  saysNotStarted,
} from './diagnose';
export type { Place, PlaceEmulator } from './place';
export type { Diagnosis, Stage } from './row';

export {
  diagnose,
  /** @internal */
  ROWS,
  saysNotStarted,
} from './diagnose';
export type { Place } from './place';
export type { Diagnosis, Stage } from './row';

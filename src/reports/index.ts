export { coverageText } from './coverage-text';
export {
  annotations,
  cellText,
  coverageCells,
  gridOf,
  headline,
  html,
  markdown,
  mergedProfile,
  rowName,
  type Grid,
  type PlacedSummary,
  type Standing,
} from './grid';
export { BatchProgress } from './live/batch-progress';
export { createReporter } from './live/create-reporter';
export { junit } from './junit';
export type { Reporter, RunInfo, Writer } from './live/reporter';
export { undeclaredText, unloggedText, type Declaration, type UnloggedReads } from './live/undeclared';
export { severalPatterns } from './errors';

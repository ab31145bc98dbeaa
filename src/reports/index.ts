export { coverageText, formatProfile, mergeProfiles, parseProfile, type Profile } from './coverage';
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
export { createReporter } from './create-reporter';
export { junit } from './junit';
export type { Reporter, RunInfo, Writer } from './reporter';
export { packageSummaries, type Filter, type Summary } from './summary';
export { undeclaredText, unloggedText, type Declaration, type UnloggedReads } from './undeclared';
export { severalPatterns } from './errors';

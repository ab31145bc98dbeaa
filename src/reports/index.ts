export {
  coverageOf,
  coverageText,
  formatProfile,
  mergeProfiles,
  parseProfile,
  percentText,
  type Coverage,
  type NamedProfile,
  type Profile,
} from './coverage';
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
export { createReporter, type ReporterName } from './create-reporter';
export { junit } from './junit';
export type { Reporter, RunEnd, RunInfo, Writer } from './reporter';
export { packageSummaries, type Filter, type PackageSummary, type Summary } from './summary';
export { undeclaredText, unloggedText, type Declaration, type UnloggedReads } from './undeclared';
export { severalPatterns } from './errors';

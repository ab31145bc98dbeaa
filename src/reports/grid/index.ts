export { annotations } from './annotations';
export { coverageCells, mergedProfile } from './coverage-table';
export { gridOf, type Grid } from './grid';
export { html } from './html';
export { markdown } from './markdown';
export { cellText, headline, rowName } from './words';
export type { PlacedSummary, Standing } from './placed-summary';

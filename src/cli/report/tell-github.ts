import { appendFileSync } from 'node:fs';
import { annotations, markdown, type Grid } from '../../reports';

/** GitHub refuses a whole summary of more than this, in bytes. */
const STEP_SUMMARY_LIMIT = 1_024 * 1_024;

/** Annotations on standard output, the tables into the summary of the job. */
export function tellGitHub(grid: Grid): void {
  process.stdout.write(annotations(grid.failures));
  appendSummary(markdown(grid, STEP_SUMMARY_LIMIT));
}

export function tellGitHubOfNothing(): void {
  appendSummary('## Go tests: nothing had to be tested\n');
}

function appendSummary(text: string): void {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file) appendFileSync(file, text);
  else process.stderr.write('GITHUB_STEP_SUMMARY is not set: no job summary is written.\n');
}

import { join } from 'node:path';
import { SUMMARY_FILE } from './layout';
import { writeWhole } from './place-results';
import type { Summary } from './summary';

/** Writes summary.json into a folder of results. */
export function writeSummary(folder: string, summary: Summary): void {
  writeWhole(join(folder, SUMMARY_FILE), `${JSON.stringify(summary, null, 2)}\n`);
}

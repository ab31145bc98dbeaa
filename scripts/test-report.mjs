import { relative } from 'node:path';
import { root } from './lib.mjs';

/** The specs of some of jest's reports that took longest, as lines of text, the longest first. */
export function slowest(reports, count = 10) {
  const specs = reports.flatMap((report) => report?.testResults ?? []);
  const timed = specs.map(({ name, startTime, endTime }) => ({ name: relative(root, name), ms: endTime - startTime }));
  timed.sort((a, b) => b.ms - a.ms);
  return timed.slice(0, count).map(({ name, ms }) => `${(ms / 1_000).toFixed(1).padStart(7)} s  ${name}`);
}

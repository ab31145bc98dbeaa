import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../suite';

const README = join(REPOSITORY, 'README.md');
const [BEGIN, END] = [
  '<!-- ports: written by e2e/full/port-table.e2e.spec.ts out of a run, see CONTRIBUTING.md -->\n',
  '\n<!-- end of ports -->',
];

/** What stands in README between the two comments. */
export function portsInReadme(): string {
  const [, from = ''] = readFileSync(README, 'utf8').split(BEGIN);
  return from.split(END)[0]!.trim();
}

export function writePortsToReadme(text: string): void {
  const [head, rest] = readFileSync(README, 'utf8').split(BEGIN);
  const tail = rest?.split(END)[1];
  if (tail === undefined) throw new Error(`README.md has no lines ${BEGIN.trim()} and ${END.trim()}`);
  writeFileSync(README, `${head}${BEGIN}\n${text}\n${END}${tail}`);
}

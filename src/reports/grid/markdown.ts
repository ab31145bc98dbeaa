import { stripVTControlCharacters } from 'node:util';
import { seconds } from '../style';
import { escapeText } from '../xml';
import { coverageCells } from './coverage-table';
import type { DistinctFailure } from './distinct-failures';
import type { Grid } from './grid';
import { cellMark, cellText, columnMark, failureTitle, headline, rowName, testsText } from './words';

/** Of one failure. The end is kept, where Go says why. */
const MAX_LINES = 60;
const MAX_CHARACTERS = 8_000;

/** GitHub-flavoured Markdown of at most `limit` bytes: what no longer fits is counted instead. */
export function markdown(grid: Grid, limit = Infinity): string {
  let text = `## ${headline(grid)}\n\n${results(grid)}\n${ports(grid)}${coverage(grid)}`;
  for (const [index, failure] of grid.failures.entries()) {
    const block = `\n${details(failure)}`;
    const rest = `\n${grid.failures.length - index} more failures do not fit here.\n`;
    if (Buffer.byteLength(text + block + rest) > limit) return `${text}${rest}`;
    text += block;
  }
  return text;
}

function results({ rows, columns }: Grid): string {
  const head = ['Project', 'Package', ...columns.map(({ port }) => port)];
  const body = rows.map(({ project, importPath, cells }) => [
    project,
    rowName(importPath),
    ...columns.map(({ port }) => {
      const cell = cells[port];
      return cell === undefined ? '' : `${cellMark(cell)} ${cellText(cell)}`;
    }),
  ]);
  return table([head, ...body]);
}

function ports({ columns }: Grid): string {
  const body = columns.map((column) => [
    column.port,
    `${columnMark(column)} ${testsText(column)}`,
    seconds(column.seconds),
    column.runners.join('; '),
  ]);
  return table([['Port', 'Tests', 'Time', 'Runner'], ...body]);
}

function coverage({ coverage: rows }: Grid): string {
  return rows === undefined ? '' : `\n${table(coverageCells(rows))}`;
}

function table([head, ...body]: string[][]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |\n`;
  return [row(head!), row(head!.map(() => '---')), ...body.map(row)].join('');
}

const inCell = (text: string) => escapeText(text).replace(/[|\\]/g, '\\$&').replace(/\n/g, ' ');

function details(failure: DistinctFailure): string {
  const text = ending(stripVTControlCharacters(failure.output).trimEnd());
  // A fence is longer than any row of backticks in what it holds.
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const title = `<summary>${escapeText(failureTitle(failure))}</summary>`;
  return `<details>${title}\n\n${known(failure)}${fence}text\n${text}\n${fence}\n\n</details>\n`;
}

function known({ diagnosis }: DistinctFailure): string {
  return diagnosis === undefined ? '' : `${escapeText(`cause: ${diagnosis.cause}\n\nremedy: ${diagnosis.remedy}`)}\n\n`;
}

function ending(text: string): string {
  const lines = text.split('\n').slice(-MAX_LINES).join('\n').slice(-MAX_CHARACTERS);
  return lines.length < text.length ? `… the last lines of ${text.split('\n').length}:\n${lines}` : text;
}

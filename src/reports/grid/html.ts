import { isSuccess, type Outcome } from '../../events';
import { diagnosisText } from '../diagnosis';
import { seconds } from '../style';
import { element, escapeText } from '../xml';
import { outcomeWords } from '../outcome-words';
import { coverageCells, type CoverageRow } from './coverage-table';
import type { DistinctFailure } from './distinct-failures';
import type { Column, Grid, Row } from './grid';
import { cellText, failureTitle, headline, cellMark, columnMark, rowName, testsText } from './words';

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #444c56); --good: light-dark(#1a7f37, #57ab5a); --bad: light-dark(#cf222e, #f47067) }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 75rem }
.wide { overflow-x: auto }
table { border-collapse: collapse; margin: 1rem 0 }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; text-align: left; white-space: nowrap }
.good { color: var(--good) } .bad { color: var(--bad); font-weight: 600 } .none { opacity: .6 }
details { border: 1px solid var(--line); margin: .5rem 0; padding: .3rem .6rem }
pre { overflow-x: auto; margin: .5rem 0 }
summary { cursor: pointer }`;

/** One page that needs nothing else: no script, no font, no network. */
export function html(grid: Grid): string {
  const title = headline(grid);
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeText(title)}</title><style>${STYLE}\n</style>`;
  const tables = [results(grid), ports(grid.columns), ...(grid.coverage ? [coverage(grid.coverage)] : [])];
  const body = [heading(title, grid), ...tables, ...grid.failures.map(details)];
  return `<!doctype html>\n<html lang="en"><head>${head}</head>\n<body>\n${body.join('\n')}\n</body></html>\n`;
}

const text = (name: string, content: string, attributes = {}) => element(name, attributes, escapeText(content));
const heading = (title: string, { outcome, columns }: Grid) =>
  text('h1', title, {
    class: columns.some(({ incomplete }) => incomplete) && isSuccess(outcome) ? 'none' : classOf(outcome),
  });

function results({ rows, columns }: Grid): string {
  const head = ['Project', 'Package', ...columns.map(({ port }) => port)].map((name) => text('th', name));
  return table([head.join(''), ...rows.map((row) => resultsRow(row, columns))]);
}

function resultsRow({ project, importPath, cells }: Row, columns: readonly Column[]): string {
  const inColumns = columns.map(({ port }) => {
    const cell = cells[port];
    if (cell === undefined) return '<td></td>';
    const attributes = {
      class: cellMark(cell) === '–' ? 'none' : classOf(cell.outcome),
      title: `${cell.note ?? outcomeWords(cell.outcome).cell}, ${seconds(cell.seconds)}`,
    };
    return text('td', `${cellMark(cell)} ${cellText(cell)}`, attributes);
  });
  return [text('td', project), text('td', rowName(importPath)), ...inColumns].join('');
}

function ports(columns: readonly Column[]): string {
  const head = ['Port', 'Tests', 'Time', 'Runner'].map((name) => text('th', name)).join('');
  const rows = columns.map((column) =>
    [
      text('td', column.port),
      text('td', `${columnMark(column)} ${testsText(column)}`, {
        class: columnMark(column) === '–' ? 'none' : classOf(column.outcome),
      }),
      text('td', seconds(column.seconds)),
      text('td', column.runners.join('; ')),
    ].join(''),
  );
  return table([head, ...rows]);
}

function coverage(rows: readonly CoverageRow[]): string {
  const [head, ...body] = coverageCells(rows);
  const row = (name: string) => (cells: readonly string[]) => cells.map((cell) => text(name, cell)).join('');
  return table([row('th')(head!), ...body.map(row('td'))]);
}

const table = (rows: readonly string[]) =>
  element('div', { class: 'wide' }, element('table', {}, rows.map((row) => `<tr>${row}</tr>`).join('\n')));

function details(failure: DistinctFailure): string {
  const { diagnosis, output } = failure;
  const known = diagnosis === undefined ? '' : text('pre', diagnosisText(diagnosis));
  return element('details', {}, text('summary', failureTitle(failure)) + known + text('pre', output || ' '));
}

function classOf(outcome: Outcome): string {
  if (outcome === 'noTests') return 'none';
  return isSuccess(outcome) ? 'good' : 'bad';
}

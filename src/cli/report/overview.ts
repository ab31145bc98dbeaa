import { cellText, coverageCells, headline, rowName, type Grid } from '../../reports';
import { table } from '../table';

/** The report for a terminal. */
export function overview(grid: Grid, files: readonly string[]): string {
  const ports = grid.columns.map(({ port }) => port);
  const rows = grid.rows.map(({ project, importPath, cells }) => [
    project,
    rowName(importPath),
    ...ports.map((port) => (cells[port] ? cellText(cells[port]) : '')),
  ]);
  const tables = [table([['PROJECT', 'PACKAGE', ...ports], ...rows]), ...coverage(grid)];
  const written = files.length > 0 ? `\nWritten: ${files.join(', ')}\n` : '';
  return `${tables.join('\n')}\n${headline(grid)}\n${written}`;
}

function coverage({ coverage: rows }: Grid): string[] {
  if (rows === undefined) return [];
  const [[title, ...columns], ...body] = coverageCells(rows) as [string[], ...string[][]];
  return [table([[title!.toUpperCase(), ...columns], ...body])];
}

import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { badArguments } from '../../errors/cli-errors';
import { isSuccess } from '../../events';
import { annotations, cellText, gridOf, headline, html, markdown, rowName, type Grid } from '../../reports';
import { parse } from '../arguments';
import { table } from '../table';
import { readSummaries } from './read-summaries';

const RESULTS = 'dist/go-cross';
const FORMATS = ['html', 'md', 'json', 'github'] as const;
type Format = (typeof FORMATS)[number];

/** GitHub refuses a whole summary of more than this, in bytes. */
const STEP_SUMMARY_LIMIT = 1_024 * 1_024;

/** `nx-go-cross report`: exit code 1 when any of the runs did not end well, as of `go test`. */
export function report(args: string[]): number {
  const values = parse('report', args, {
    in: { type: 'string', default: RESULTS },
    out: { type: 'string', default: `${RESULTS}/report` },
    format: { type: 'string', default: 'html,md,json' },
  });
  const formats = formatsOf(values.format!);
  const root = process.cwd();
  const grid = gridOf(readSummaries(root, resolve(root, values.in!)));
  const files = writeFiles(grid, resolve(root, values.out!), formats);
  process.stdout.write(
    overview(
      grid,
      files.map((file) => relative(root, file)),
    ),
  );
  if (formats.includes('github')) tellGitHub(grid);
  return isSuccess(grid.outcome) ? 0 : 1;
}

function formatsOf(list: string): Format[] {
  const names = list.split(',').map((name) => name.trim());
  const isFormat = (name: string): name is Format => FORMATS.some((format) => format === name);
  const unknown = names.find((name) => !isFormat(name));
  if (unknown !== undefined) throw badArguments('report', `no format '${unknown}'. Formats: ${FORMATS.join(', ')}.`);
  return names.filter(isFormat);
}

function writeFiles(grid: Grid, folder: string, formats: readonly Format[]): string[] {
  const contents: Readonly<Record<Exclude<Format, 'github'>, () => string>> = {
    html: () => html(grid),
    md: () => markdown(grid),
    json: () => `${JSON.stringify({ schema: 1, ...grid }, null, 2)}\n`,
  };
  const wanted = formats.filter((format) => format !== 'github');
  if (wanted.length > 0) mkdirSync(folder, { recursive: true });
  return wanted.map((format) => {
    const file = join(folder, `report.${format}`);
    writeFileSync(file, contents[format]());
    return file;
  });
}

function overview(grid: Grid, files: readonly string[]): string {
  const ports = grid.columns.map(({ port }) => port);
  const rows = grid.rows.map(({ project, importPath, cells }) => [
    project,
    rowName(importPath),
    ...ports.map((port) => (cells[port] ? cellText(cells[port]) : '')),
  ]);
  const written = files.length > 0 ? `\nWritten: ${files.join(', ')}\n` : '';
  return `${table([['PROJECT', 'PACKAGE', ...ports], ...rows])}\n${headline(grid)}\n${written}`;
}

/** Annotations on standard output, the tables into the summary of the job. */
function tellGitHub(grid: Grid): void {
  process.stdout.write(annotations(grid.failures));
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file) appendFileSync(file, markdown(grid, STEP_SUMMARY_LIMIT));
  else process.stderr.write('GITHUB_STEP_SUMMARY is not set: no job summary is written.\n');
}

import { RESULTS_FOLDER } from '../../results';
import { relative, resolve } from 'node:path';
import { badArguments, noSummaries } from '../errors';
import { isSuccess } from '../../events';
import { gridOf } from '../../reports';
import { parse } from '../arguments';
import { overview } from './overview';
import { readSummaries } from './read-summaries';
import { standings } from './standings';
import { tellGitHub, tellGitHubOfNothing } from './tell-github';
import { FILES, writeFiles, type FileFormat } from './write-files';

const FORMATS = [...FILES, 'github'] as const;
type Format = (typeof FORMATS)[number];

/** `nx-go-cross report`: exit code 1 when any of the runs did not end well, as of `go test`. */
export async function report(args: string[]): Promise<number> {
  const values = parse('report', args, {
    in: { type: 'string', default: RESULTS_FOLDER },
    out: { type: 'string', default: `${RESULTS_FOLDER}/report` },
    format: { type: 'string', default: 'html,md,json' },
    'allow-empty': { type: 'boolean', default: false },
  });
  const formats = formatsOf(values.format!);
  const root = process.cwd();
  const folder = resolve(root, values.in!);
  const placed = readSummaries(root, folder, await standings(root, process.env));
  if (placed.length === 0 && !values['allow-empty']) throw noSummaries(folder);
  if (placed.length === 0) return tellOfNothing(formats);
  const grid = gridOf(placed);
  const files = writeFiles(placed, grid, resolve(root, values.out!), formats.filter(isFile));
  const names = files.map((file) => relative(root, file));
  process.stdout.write(overview(grid, names));
  if (formats.includes('github')) tellGitHub(grid);
  return isSuccess(grid.outcome) ? 0 : 1;
}

/** In CI a change may affect nothing, and that is no failure. */
function tellOfNothing(formats: readonly Format[]): number {
  process.stdout.write('There are no results: nothing was tested.\n');
  if (formats.includes('github')) tellGitHubOfNothing();
  return 0;
}

function formatsOf(list: string): Format[] {
  const names = list.split(',').map((name) => name.trim());
  const isFormat = (name: string): name is Format => FORMATS.some((format) => format === name);
  const unknown = names.find((name) => !isFormat(name));
  if (unknown !== undefined) throw badArguments('report', `no format '${unknown}'. Formats: ${FORMATS.join(', ')}.`);
  return names.filter(isFormat);
}

function isFile(format: Format): format is FileFormat {
  return format !== 'github';
}

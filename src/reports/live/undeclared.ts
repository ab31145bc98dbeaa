import type { UndeclaredInput } from '../../task-key';
import type { RunInfo, Writer } from './reporter';
import { plural, styleFor } from '../style';

/** Where a project's inputs are declared, and the whole line that does it; none when nothing can be declared. */
export interface Declaration {
  readonly file: string;
  readonly line?: string;
}

/** A package that reads before Go's log begins, and by which calls: `TestMain: os.Getenv`. */
export interface UnloggedReads {
  readonly importPath: string;
  readonly calls: readonly string[];
}

/** A terminal shows this many; summary.json has all. */
const SHOWN = 20;

/** The block at the end: what tests read that the cache key does not hold, and how to declare it. */
export function undeclaredText(
  inputs: readonly UndeclaredInput[],
  { file, line }: Declaration,
  { port }: Pick<RunInfo, 'port'>,
  { color }: Pick<Writer, 'color'>,
): string {
  const style = styleFor(color);
  const width = Math.max(...inputs.slice(0, SHOWN).map(({ name }) => name.length));
  const rows = inputs.slice(0, SHOWN).map((input) => `   ${row(input, width)}`);
  if (inputs.length > SHOWN) rows.push(`   and ${inputs.length - SHOWN} more: see summary.json`);
  const what = `${plural(inputs.length, 'undeclared input')}: read by tests, but not in the cache key`;
  return [
    `\n${style.bold(`── ${port}: ${what}`)}`,
    ...rows,
    '   Without a declaration, an edit of it replays this result.',
    ...(line === undefined ? [] : [`   In ${file}, or by 'nx g nx-go-cross:declare-inputs':`, `   ${line}`]),
    '',
  ].join('\n');
}

function row({ kind, name, packages, declare }: UndeclaredInput, width: number): string {
  const [first, ...others] = packages;
  const readers = others.length === 0 ? first : `${first} and ${others.length} more`;
  const note = declare === '' ? '  (git ignores it: no input of Nx 22 can hold it)' : '';
  return `${kind.padEnd(4)} ${name.padEnd(width)}  ${readers}${note}`;
}

/** The block that names packages of which more may be undeclared than can be seen; `trace` is the command that looks. */
export function unloggedText(
  packages: readonly UnloggedReads[],
  trace: string | undefined,
  { port }: Pick<RunInfo, 'port'>,
  { color }: Pick<Writer, 'color'>,
): string {
  if (packages.length === 0) return '';
  const rows = packages.slice(0, SHOWN).map(({ importPath, calls }) => `   ${importPath}  ${calls.join('; ')}`);
  if (packages.length > SHOWN) rows.push(`   and ${packages.length - SHOWN} more`);
  const what = `${plural(packages.length, 'package')} may read inputs before m.Run, where Go keeps no log`;
  const help = trace === undefined ? 'Declare by hand what the key has to hold.' : `To list what is read: ${trace}`;
  return [`\n${styleFor(color).bold(`── ${port}: ${what}`)}`, ...rows, `   ${help}`, ''].join('\n');
}

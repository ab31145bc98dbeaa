import type { CrossTestError } from '../../errors';
import { undeclared } from '../errors';
import { formatPort } from '../../ports';
import { undeclaredText, unloggedText, type Writer } from '../../reports';
import type { NormalizedTestOptions } from '../options/normalize-options';
import type { Undeclared } from './find-undeclared';

/** Says what was found and how to declare it. */
export function reportUndeclared(
  options: NormalizedTestOptions,
  { inputs, declaration, unlogged = [], untraced = [] }: Undeclared,
  people: Writer,
  task: string,
): void {
  const info = { port: formatPort(options.port) };
  const trace = options.undeclaredInputs === 'trace' ? undefined : `nx run ${task} --undeclaredInputs=trace`;
  if (untraced.length > 0) people.write(noTraceText(untraced));
  people.write(unloggedText(unlogged, trace, info, people));
  if (declaration === undefined) return;
  people.write(undeclaredText(inputs, declaration, info, people));
}

function noTraceText([first, ...others]: readonly string[]): string {
  const who = others.length === 0 ? first : `${first} and ${others.length} more`;
  return `Warning: no system calls of ${who} were logged, so this looked as 'warn' does: what runs the tests keeps no such log.\n`;
}

/** Why a task may not end well for what its tests read; undefined when it may. */
export function refusalOf(
  { project, undeclaredInputs }: Pick<NormalizedTestOptions, 'project' | 'undeclaredInputs'>,
  { inputs }: Pick<Undeclared, 'inputs'>,
): CrossTestError | undefined {
  if (undeclaredInputs !== 'error' || inputs.length === 0) return undefined;
  return undeclared(
    project,
    inputs.map(({ name }) => name),
  );
}

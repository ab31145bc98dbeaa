import type { CrossTestError } from '../../../../errors';
import { undeclared } from '../../../../errors/gotest-errors';
import { formatPort } from '../../../../ports';
import { undeclaredText, type Writer } from '../../../../reports';
import type { NormalizedTestOptions } from '../normalize-options';
import type { Streams } from '../terminal';
import type { Undeclared } from './find-undeclared';

/** Says what was found and how to declare it. */
export function reportUndeclared(
  options: NormalizedTestOptions,
  { inputs, declaration }: Undeclared,
  people: Writer,
  { err }: Streams,
): void {
  if (declaration === undefined) return;
  const info = { port: formatPort(options.port) };
  people.write(undeclaredText(inputs, declaration, info, people));
  const refusal = refusalOf(options, { inputs });
  if (refusal !== undefined) err.write(`${refusal.format()}\n`);
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

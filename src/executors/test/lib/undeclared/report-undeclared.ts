import { undeclared } from '../../../../errors/gotest-errors';
import { formatPort } from '../../../../ports';
import { undeclaredText, type Writer } from '../../../../reports';
import type { NormalizedTestOptions } from '../normalize-options';
import type { Undeclared } from './find-undeclared';

/** Says what was found and how to declare it. Returns whether the task may still end well. */
export function reportUndeclared(
  options: NormalizedTestOptions,
  { inputs, declaration }: Undeclared,
  writer: Writer,
): boolean {
  if (declaration === undefined) return true;
  const info = { port: formatPort(options.port) };
  if (options.reporter !== 'json') writer.write(undeclaredText(inputs, declaration, info, writer));
  if (options.undeclaredInputs !== 'error') return true;
  const names = inputs.map(({ name }) => name);
  process.stderr.write(`${undeclared(options.project, names).format()}\n`);
  return false;
}

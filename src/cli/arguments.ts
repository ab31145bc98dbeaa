import { parseArgs, type ParseArgsConfig } from 'node:util';
import { badArguments } from './errors';
import { parsePort, type Port } from '../ports';

export interface PortArguments {
  readonly ports: readonly Port[];
  readonly json: boolean;
  /** Those of the command's own that are set. */
  readonly switches: readonly string[];
}

/** `--port P` any number of times, `--json`, and switches of the command's own. */
export function portArguments(command: string, args: string[], switches: readonly string[] = []): PortArguments {
  const own = Object.fromEntries(switches.map((name) => [name, { type: 'boolean' } as const]));
  const {
    port = [],
    json = false,
    ...others
  } = parse(command, args, {
    ...own,
    port: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  });
  return { ports: port.map(parsePort), json, switches: Object.keys(others) };
}

type Options = NonNullable<ParseArgsConfig['options']>;

type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; strict: true }>>['values'];

/** Words that are no options, and options that there are none of, are mistakes with a name. */
export function parse<T extends Options>(command: string, args: string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw badArguments(command, (error as Error).message.split('. ')[0]!.replace(/\.?$/, '.'));
  }
}

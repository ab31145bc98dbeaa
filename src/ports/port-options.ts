import { misplacedLevel } from '../errors/port-errors';
import { checkPort } from './check-port';
import { formatPort } from './format-port';
import { LEVEL_VARIABLES, levelVariable, type LevelVariable } from './level-table';
import type { Port } from './port';

export type LevelOption = Lowercase<LevelVariable>;

/** Go's variables as option names. */
export type PortOptions = { readonly goos?: string; readonly goarch: string } & {
  readonly [option in LevelOption]?: string;
};

/** The names of all level options. */
export const LEVEL_OPTIONS: readonly LevelOption[] = LEVEL_VARIABLES.map(optionOf);

/** Reads a port from options. A level option that belongs to another GOARCH is a mistake, never ignored. */
export function portFromOptions(options: PortOptions): Port {
  const { goos = 'linux', goarch = '' } = options;
  const own = levelOption(goarch);
  const level = own && options[own];
  const written = { goos, goarch, ...(level === undefined ? {} : { level }) };
  const port = checkPort(written, formatPort(written), (better) => describe(optionsFromPort(better)));
  const misplaced = LEVEL_OPTIONS.find((option) => option !== own && options[option] !== undefined);
  if (misplaced !== undefined) throw misplacedLevel(misplaced, goarch, own);
  return port;
}

/** The inverse: the options that say this port. */
export function optionsFromPort({ goos, goarch, level }: Port): PortOptions {
  const own = levelOption(goarch);
  return { goos, goarch, ...(own !== undefined && level !== undefined ? { [own]: level } : {}) };
}

/** The option that sets a GOARCH's level: goarm for arm. */
export function levelOption(goarch: string): LevelOption | undefined {
  const variable = levelVariable(goarch);
  return variable && optionOf(variable);
}

function optionOf(variable: LevelVariable): LevelOption {
  return variable.toLowerCase() as LevelOption;
}

function describe(options: PortOptions): string {
  return Object.entries(options)
    .map(([option, value]) => `${option}: ${value}`)
    .join(', ');
}

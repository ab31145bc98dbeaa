import { misplacedLevel, portOptionNotText } from './errors';
import { checkPort } from './check-port';
import { formatPort } from './format-port';
import { LEVEL_VARIABLES, levelVariable, type LevelVariable } from './level-table';
import type { Port } from './port';

export type LevelOption = Lowercase<LevelVariable>;

/** Go's variables as option names. JSON files and command lines give 386 and 6 as numbers. */
export type PortOptions = { readonly goos?: string; readonly goarch: string | number } & {
  readonly [option in LevelOption]?: string | number;
};

/** The names of all level options. */
export const LEVEL_OPTIONS: readonly LevelOption[] = LEVEL_VARIABLES.map(optionOf);

/** Reads a port from options. A level option that belongs to another GOARCH is a mistake, never ignored. */
export function portFromOptions(options: PortOptions): Port {
  const [goos = 'linux', goarch = ''] = [text(options, 'goos'), text(options, 'goarch')];
  const own = levelOption(goarch);
  const level = own && text(options, own);
  const written = { goos, goarch, ...(level === undefined ? {} : { level }) };
  const port = checkPort(written, formatPort(written), (better) => describe(optionsFromPort(better)));
  const misplaced = LEVEL_OPTIONS.find((option) => option !== own && options[option] !== undefined);
  if (misplaced !== undefined) throw misplacedLevel(misplaced, goarch, own);
  return port;
}

function text(options: PortOptions, option: keyof PortOptions): string | undefined {
  const value: unknown = options[option];
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw portOptionNotText(option, value);
}

/** The inverse: the options that say this port. */
export function optionsFromPort({ goos, goarch, level }: Port): Readonly<Record<string, string>> {
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

function describe(options: Readonly<Record<string, string>>): string {
  return Object.entries(options)
    .map(([option, value]) => `${option}: ${value}`)
    .join(', ');
}

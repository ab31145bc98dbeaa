import type { Port } from '../ports';
import type { BuildConfig } from './source';
import { strings } from './workspace/read-json';

type Options = Readonly<Record<string, unknown>>;

/**
 * What the options of a test target say about which packages are built, and how; `goflags` and `gowork` are the variables
 * of the environment.
 * Odd values are the executor's to refuse.
 */
export function readTestOptions(
  port: Port,
  options: Options,
  goflags = '',
  gowork = '',
): { config: BuildConfig; packages: readonly string[] } {
  const packages = strings(options.packages);
  return {
    config: {
      port,
      tags: new Set(tagsOf(options, goflags)),
      cgo: cgoOf(options),
      noWork: (variable(options, 'GOWORK') ?? gowork) === 'off',
      noVendor: ['mod', 'readonly'].includes(modFlag(options, goflags) ?? ''),
    },
    packages: packages.length > 0 ? packages : ['./...'],
  };
}

/** Go takes the last `-tags`, and those of GOFLAGS only where the command line has none. */
function tagsOf(options: Options, goflags: string): string[] {
  const { tags, race, cgo } = options;
  const [own, environment] = flagsOf(options, goflags);
  const fromOptions = [...strings(tags), ...(cgo === 'static' ? ['netgo', 'osusergo'] : [])];
  const [first, second] = [tagFlag(own), tagFlag(environment)];
  const effective = first ?? (fromOptions.length > 0 ? fromOptions : (second ?? []));
  const detectors = ['race', 'msan', 'asan'].filter((name) => [...own, ...environment].some(isSwitch(name)));
  return [...effective, ...detectors, ...(race === true ? ['race'] : [])];
}

/** Those of option `goFlags`, and those of the variable. */
function flagsOf(options: Options, goflags: string): readonly [own: string[], environment: string[]] {
  const environment = String(variable(options, 'GOFLAGS') ?? goflags).split(/\s+/);
  return [strings(options.goFlags), environment.filter((flag) => flag !== '')];
}

/** Option `env` says something else than the environment. */
function variable({ env }: Options, name: string): unknown {
  return (env as Options | undefined)?.[name];
}

function tagFlag(flags: readonly string[]): string[] | undefined {
  return lastValue('tags', flags)
    ?.split(/[\s,]+/)
    .filter((tag) => tag !== '');
}

function modFlag(options: Options, goflags: string): string | undefined {
  const [own, environment] = flagsOf(options, goflags);
  return lastValue('mod', own) ?? lastValue('mod', environment);
}

/** The value of a flag where it stands last, as one argument or as two. */
function lastValue(name: string, flags: readonly string[]): string | undefined {
  const values = flags.flatMap((flag, index) => {
    const [, word, value] = /^--?([^=]+)(?:=(.*))?$/s.exec(flag) ?? [];
    return word === name ? (value ?? flags[index + 1] ?? '') : [];
  });
  return values.at(-1);
}

function isSwitch(name: string): (flag: string) => boolean {
  return (flag) => new RegExp(`^--?${name}(=(1|t|true))?$`, 'i').test(flag);
}

/** Unset, the machine decides: on for its own port, off for others. */
function cgoOf(options: Options): BuildConfig['cgo'] {
  if (options.cgo !== undefined) return options.cgo !== 'off';
  const enabled = variable(options, 'CGO_ENABLED');
  return enabled === '0' ? false : enabled === '1' ? true : 'maybe';
}

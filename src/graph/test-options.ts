import type { Port } from '../ports';
import type { BuildConfig } from './source';
import { strings } from './workspace/read-json';

type Options = Readonly<Record<string, unknown>>;

/**
 * What the options of a test target say about which packages are built, and how; `goflags` is GOFLAGS of the environment.
 * Odd values are the executor's to refuse.
 */
export function readTestOptions(
  port: Port,
  options: Options,
  goflags = '',
): { config: BuildConfig; packages: readonly string[] } {
  const packages = strings(options.packages);
  return {
    config: { port, tags: new Set(tagsOf(options, goflags)), cgo: cgoOf(options) },
    packages: packages.length > 0 ? packages : ['./...'],
  };
}

/** Go takes the last `-tags`, and those of GOFLAGS only where the command line has none. */
function tagsOf({ tags, race, cgo, goFlags, env }: Options, goflags: string): string[] {
  const inEnvironment = (env as Options | undefined)?.GOFLAGS ?? goflags;
  const environment = String(inEnvironment)
    .split(/\s+/)
    .filter((flag) => flag !== '');
  const own = strings(goFlags);
  const fromOptions = [...strings(tags), ...(cgo === 'static' ? ['netgo', 'osusergo'] : [])];
  const [first, second] = [tagFlag(own), tagFlag(environment)];
  const effective = first ?? (fromOptions.length > 0 ? fromOptions : (second ?? []));
  const detectors = ['race', 'msan', 'asan'].filter((name) => [...own, ...environment].some(isSwitch(name)));
  return [...effective, ...detectors, ...(race === true ? ['race'] : [])];
}

/** The value of the last `-tags`, as one argument or as two. */
function tagFlag(flags: readonly string[]): string[] | undefined {
  const values = flags.flatMap((flag, index) => {
    const [, value] = /^--?tags(?:=(.*))?$/.exec(flag) ?? [];
    return value ?? (/^--?tags$/.test(flag) ? (flags[index + 1] ?? '') : []);
  });
  return values
    .at(-1)
    ?.split(/[\s,]+/)
    .filter((tag) => tag !== '');
}

function isSwitch(name: string): (flag: string) => boolean {
  return (flag) => new RegExp(`^--?${name}(=(1|t|true))?$`, 'i').test(flag);
}

/** Unset, the machine decides: on for its own port, off for others. */
function cgoOf({ cgo, env }: Options): BuildConfig['cgo'] {
  if (cgo !== undefined) return cgo !== 'off';
  const variable = (env as Options | undefined)?.CGO_ENABLED;
  return variable === '0' ? false : variable === '1' ? true : 'maybe';
}

import { type BuildConfig, type GoFlag, isFlagOn, lastFlag, parseFlags, parseGoflags, tagList } from '../../golang';
import type { Port } from '../../ports';
import { strings } from '../../files';
import { goVariable, type GoEnvironment } from './go-variables';
import { flagFilesOf, type FlagFiles } from './flag-files';

type Options = Readonly<Record<string, unknown>>;

/**
 * What the options of a test target say about which packages are built, and how, over what the environment says.
 * Odd values are the executor's to refuse.
 */
export function readTestOptions(
  port: Port,
  options: Options,
  environment: GoEnvironment = { goflags: '' },
): { config: BuildConfig; packages: readonly string[]; flagFiles: FlagFiles } {
  const packages = strings(options.packages);
  const goflags = goVariable('GOFLAGS', options, environment);
  const flagFiles = flagFilesOf(flagsOf(options, goflags).toReversed().flat());
  return {
    config: {
      port,
      tags: new Set(tagsOf(options, goflags)),
      cgo: cgoOf(options),
      ...workOf(goVariable('GOWORK', options, environment)),
      noVendor: ['mod', 'readonly'].includes(modFlag(options, goflags) ?? ''),
      modFile: flagFiles.modfile,
    },
    flagFiles,
    packages: packages.length > 0 ? packages : ['./...'],
  };
}

/** Go takes the last `-tags`, and those of GOFLAGS only where the command line has none. A static link adds two. */
function tagsOf(options: Options, goflags: string): string[] {
  const { race, cgo } = options;
  const [own, inherited] = flagsOf(options, goflags);
  // They become one flag, in which Go takes several in one text, too.
  const fromOption = tagList(strings(options.tags).join(','));
  const chosen = tagFlag(own) ?? (fromOption.length > 0 ? fromOption : (tagFlag(inherited) ?? []));
  const option = typeof race === 'boolean' ? [{ name: 'race', value: String(race) }] : [];
  const detectors = ['race', 'msan', 'asan'].filter((name) => isFlagOn(name, [...inherited, ...option, ...own]));
  return [...chosen, ...(cgo === 'static' ? ['netgo', 'osusergo'] : []), ...detectors];
}

/** Those of option `goFlags`, and those of the variable. */
function flagsOf(options: Options, goflags: string): readonly [own: readonly GoFlag[], inherited: readonly GoFlag[]] {
  return [parseFlags(strings(options.goFlags)), parseGoflags(goflags)];
}

/** Unset and `auto` mean the go.work that Go finds (cmd/go/internal/modload, FindGoWork). */
function workOf(gowork: string): Pick<BuildConfig, 'noWork' | 'goWork'> {
  return { noWork: gowork === 'off', goWork: ['', 'auto', 'off'].includes(gowork) ? undefined : gowork };
}

function tagFlag(flags: readonly GoFlag[]): string[] | undefined {
  const tags = lastFlag('tags', flags);
  return tags === undefined ? undefined : tagList(tags);
}

function modFlag(options: Options, goflags: string): string | undefined {
  const [own, inherited] = flagsOf(options, goflags);
  return lastFlag('mod', [...inherited, ...own]);
}

/** Unset, the machine decides: on for its own port, off for others. */
function cgoOf(options: Options): BuildConfig['cgo'] {
  if (options.cgo !== undefined) return options.cgo !== 'off';
  const enabled = (options.env as Options | undefined)?.CGO_ENABLED;
  return enabled === '0' ? false : enabled === '1' ? true : 'maybe';
}

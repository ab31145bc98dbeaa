import { findPort, levelTags, levelVariable, type Port } from '../../ports';
import { parseGoBuild, parsePlusBuild, type TagTruth, type Truth } from './constraint';
import { isIgnoredFile, nameTags } from './file-name';
import type { HeaderConstraint } from './header';
import { IMPLIED_GOOS, KNOWN_GOARCH, KNOWN_GOOS, UNIX_GOOS } from './known-names';

/** One way in which packages are built: what a test target says. */
export interface BuildConfig {
  readonly port: Port;
  readonly tags: ReadonlySet<string>;
  /** `maybe`: the target does not say, so that the machine decides (on for its own port, off for others). */
  readonly cgo: Truth;
}

/** Selects the files of packages for one configuration, `maybe` included: the graph rather has an edge too many. */
export class FileSelector {
  private readonly names = new Map<string, boolean>();
  private readonly constraints = new Map<string, boolean>();
  private readonly truths: readonly TagTruth[];

  constructor(config: BuildConfig) {
    const cgos = config.cgo === 'maybe' ? [true, false] : [config.cgo === true];
    // Once with cgo and once without: `cgo && !cgo` is never true.
    this.truths = cgos.map((cgo) => tagTruth(config, cgo && findPort(config.port)?.cgoSupported !== false));
  }

  /** Whether a file may be compiled into its package. A file with `import "C"` needs cgo. */
  isBuilt(name: string, source: HeaderConstraint & { readonly imports?: readonly string[] }): boolean {
    if (!this.isBuiltByName(name)) return false;
    const usesCgo = source.imports?.includes('C') ?? false;
    if (source.goBuild === undefined && source.plusBuild === undefined && !usesCgo) return true;
    const key = JSON.stringify([source.goBuild, source.plusBuild, usesCgo]);
    return cached(this.constraints, key, () => this.satisfies(source, usesCgo));
  }

  /** What the name alone decides, for any kind of compiled file. */
  isBuiltByName(name: string): boolean {
    if (isIgnoredFile(name)) return false;
    return cached(this.names, name, () => nameTags(name).every((tag) => this.truths.some((is) => is(tag) !== false)));
  }

  private satisfies({ goBuild, plusBuild }: HeaderConstraint, usesCgo: boolean): boolean {
    // A constraint that cannot be read is an error of Go's, and which packages it hits is not for the graph to guess.
    const constraint = goBuild === undefined ? parsePlusBuild(plusBuild ?? []) : parseGoBuild(goBuild);
    return this.truths.some((is) => (!usesCgo || is('cgo') !== false) && constraint?.(is) !== false);
  }
}

function cached<K, V>(map: Map<K, V>, key: K, find: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = find();
  map.set(key, value);
  return value;
}

/** The oldest Go that the plugin supports: which release tags beyond it are true is up to the machine. */
const OLDEST_GO = 23;

/** go/build, matchTag, with `maybe` for what depends on the Go release, on GOEXPERIMENT or on a level of the environment. */
function tagTruth({ port, tags }: BuildConfig, cgo: boolean): TagTruth {
  const { goos, goarch } = port;
  const certain = new Set([goos, goarch, 'gc', IMPLIED_GOOS[goos] ?? '', ...tags, ...levelTags(port)]);
  if (cgo) certain.add('cgo');
  if (UNIX_GOOS.has(goos)) certain.add('unix');
  const openLevels = port.level === undefined && levelVariable(goarch) !== undefined ? `${goarch}.` : undefined;
  return (tag) => {
    if (certain.has(tag)) return true;
    if (KNOWN_GOOS.has(tag) || KNOWN_GOARCH.has(tag) || tag === 'cgo' || tag === 'unix') return false;
    const release = /^go1\.(\d+)$/.exec(tag)?.[1];
    if (release !== undefined) return Number(release) <= OLDEST_GO || 'maybe';
    if (/^goexperiment\.|^boringcrypto$/.test(tag)) return 'maybe';
    return openLevels !== undefined && tag.startsWith(openLevels) ? 'maybe' : false;
  };
}

import { levels, levelTags, type Port } from '../../ports';
import { parseGoBuild, parsePlusBuild, type TagTruth, type Truth } from './constraint';
import { isIgnoredFile, nameTags } from './file-name';
import type { HeaderConstraint } from './header';
import { IMPLIED_GOOS, KNOWN_GOARCH, KNOWN_GOOS, UNIX_GOOS } from './known-names';
import type { SourceFile } from './read-source';

/** One way in which packages are built: what a test target says. */
export interface BuildConfig {
  readonly port: Port;
  readonly tags: ReadonlySet<string>;
  /** `maybe`: the target does not say, so that the machine decides (on for its own port, off for others). */
  readonly cgo: Truth;
  /** No go.work counts (`GOWORK=off`), and no vendor folder (`-mod=mod`). */
  readonly noWork?: boolean;
  /** The go.work that `GOWORK` names. */
  readonly goWork?: string;
  readonly noVendor?: boolean;
  /** The file that `-modfile` puts into the place of go.mod, as it is written there. */
  readonly modFile?: string;
}

type SourceFacts = HeaderConstraint & Pick<SourceFile, 'imports' | 'isDocumentation'>;

/** Selects the files of packages for one configuration, `maybe` included: the graph rather has an edge too many. */
export class FileSelector {
  private readonly names = new Map<string, boolean>();
  private readonly constraints = new Map<string, boolean>();
  private readonly truths: readonly TagTruth[];
  readonly port: Port;

  constructor(config: BuildConfig) {
    this.port = config.port;
    const cgos = config.cgo === 'maybe' ? [true, false] : [config.cgo];
    // Once with cgo and once without: `cgo && !cgo` is never true.
    this.truths = cgos.map((cgo) => tagTruth(config, cgo));
  }

  /** Whether a file may be compiled into its package. A file with `import "C"` needs cgo. */
  isBuilt(name: string, source: SourceFacts): boolean {
    if (source.isDocumentation || !this.isBuiltByName(name)) return false;
    const usesCgo = source.imports?.includes('C') ?? false;
    if (source.goBuild === undefined && source.plusBuild === undefined && !usesCgo) return true;
    const key = `${usesCgo}\n${source.goBuild ?? ['', ...(source.plusBuild ?? [])].join('\n')}`;
    return cached(this.constraints, key, () => this.satisfies(source, usesCgo));
  }

  /** What the name alone decides, for any kind of compiled file. */
  isBuiltByName(name: string): boolean {
    return cached(this.names, name, () => !isIgnoredFile(name) && nameTags(name).every((tag) => this.mayHold(tag)));
  }

  mayHold(tag: string): boolean {
    return this.truths.some((is) => is(tag) !== false);
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
  const certain = new Set([goos, goarch, 'gc', IMPLIED_GOOS[goos] ?? '', ...tags, ...certainLevelTags(port)]);
  if (cgo) certain.add('cgo');
  if (UNIX_GOOS.has(goos)) certain.add('unix');
  const openLevels = port.level === undefined && levels(goarch).length > 0 ? `${goarch}.` : undefined;
  return (tag) => {
    if (certain.has(tag)) return true;
    if (KNOWN_GOOS.has(tag) || KNOWN_GOARCH.has(tag) || tag === 'cgo' || tag === 'unix') return false;
    const release = /^go1\.([1-9]\d*)$/.exec(tag)?.[1];
    if (release !== undefined) return Number(release) <= OLDEST_GO || 'maybe';
    if (/^goexperiment\.|^boringcrypto$/.test(tag)) return 'maybe';
    return openLevels !== undefined && tag.startsWith(openLevels) ? 'maybe' : false;
  };
}

/** Without a level in the options the environment sets one: what they all have is certain. */
function certainLevelTags(port: Port): string[] {
  if (port.level !== undefined) return levelTags(port);
  const [first = [], ...others] = levels(port.goarch).map((level) => levelTags({ ...port, level }));
  return first.filter((tag) => others.every((tags) => tags.includes(tag)));
}

import { isObject } from '../../files';
import { readData, writeData } from './data-files';

/** The Go files of a folder and what was read from them; nothing when none of them is a file. */
export type CachedFolder = readonly [names: string, states: string, sources?: string];

type CachedFolders = Readonly<Record<string, CachedFolder>>;

/** Paths that are looked at again before tasks run, since Nx does not say when what they hold changes. */
export interface Marks {
  /** All symbolic links: Nx looks at them, and not at where they lead. */
  readonly links: string[];
  /** Folders of test data that Nx does not look into. */
  readonly hidden: string[];
  /** Folders that are repositories of their own, or have patterns that git does not know: .nxignore, .ignore. */
  readonly beyondGit: string[];
  /** Folders of npm packages. */
  readonly nodeModules: string[];
  /** Folders of packages with C, assembly or cgo. */
  readonly native: string[];
  /** Folders of Go files of which nothing is kept, since they may change without any sign of it. */
  readonly unsettled: string[];
}

export const MARKS = [
  'links',
  'hidden',
  'beyondGit',
  'nodeModules',
  'native',
  'unsettled',
] as const satisfies readonly (keyof Marks)[];

export function noMarks(): Marks {
  return { links: [], hidden: [], beyondGit: [], nodeModules: [], native: [], unsettled: [] };
}

/** What earlier commands found. */
export interface SourceCache extends Marks {
  readonly folders: CachedFolders;
  /** Go reads files outside of the workspace. */
  readonly leavesRoot: boolean;
}

const NAME = 'sources';
/** Changes whenever what is read from a file does. */
const FORMAT = 10;

/** Undefined when the cache is missing, damaged or another version's. */
export function loadSources(root: string): SourceCache | undefined {
  const cache = readData(root, NAME) as (SourceCache & { readonly format: number }) | undefined;
  if (!isObject(cache)) return undefined;
  const { format, folders } = cache;
  const isWhole = isObject(folders) && MARKS.every((mark) => Array.isArray(cache[mark]));
  return format === FORMAT && isWhole ? cache : undefined;
}

export function saveSources(root: string, cache: SourceCache): void {
  writeData(root, NAME, { format: FORMAT, ...cache });
}

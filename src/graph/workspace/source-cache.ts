import { readData, writeData } from './data-files';

/** The Go files of a folder and what was read from them; nothing when none of them is a file. */
export type CachedFolder = readonly [names: string, states: string, sources?: string];

export type CachedFolders = Readonly<Record<string, CachedFolder>>;

/** What earlier commands found. */
export interface SourceCache {
  readonly folders: CachedFolders;
  /** The symbolic links. */
  readonly links: readonly string[];
  /** The folders of test data that Nx does not look into. */
  readonly hidden: readonly string[];
  /** Go reads files outside of the workspace. */
  readonly leavesRoot: boolean;
}

const NAME = 'sources';
/** Changes whenever what is read from a file does. */
const FORMAT = 8;

/** Undefined when the cache is missing, damaged or another version's. */
export function loadSources(root: string): SourceCache | undefined {
  const cache = readData(root, NAME) as (SourceCache & { readonly format: number }) | undefined;
  if (!isObject(cache)) return undefined;
  const { format, folders, links, hidden } = cache;
  return format === FORMAT && isObject(folders) && Array.isArray(links) && Array.isArray(hidden) ? cache : undefined;
}

function isObject<T>(value: T): value is NonNullable<T> & object {
  return typeof value === 'object' && value !== null;
}

export function saveSources(root: string, { folders, links, hidden, leavesRoot }: SourceCache): void {
  writeData(root, NAME, { format: FORMAT, links, hidden, leavesRoot, folders });
}

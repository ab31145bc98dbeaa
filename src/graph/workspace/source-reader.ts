import { closeSync, constants, fstatSync, openSync, statSync, type Stats } from 'node:fs';
import { readOpenSource, readSource, type SourceFile } from '../source';
import { isInGoTree } from './go-paths';
import { loadSources, saveSources, type CachedSource, type SourceCache } from './source-cache';

/** A file that changed this lately may change again without any visible sign of it (timestamps tick every 4 ms or so). */
const TOO_FRESH_MS = 100;
/** The same on file systems that count whole seconds, or every other one. */
const TOO_FRESH_COARSE_MS = 2500;

type Kept = Record<string, CachedSource>;
type Found =
  { readonly stat: Stats; readonly source?: SourceFile } | { readonly stat?: never; readonly source?: never };

const NOTHING: SourceCache = { files: {}, links: [], hidden: [] };
const NO_FILES: Readonly<Record<string, CachedSource>> = {};

/** A named pipe must not be waited for. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Reads the heads of Go files, those that did not change since the last time from the cache. */
export class SourceReader {
  /** Files that could not be read, with the reason. */
  readonly unreadable = new Map<string, string>();
  /** All symbolic links: Nx looks at them, and not at where they lead. */
  readonly links: string[] = [];
  /** Folders of test data that Nx does not look into. */
  readonly hidden: string[] = [];
  private readonly known: SourceCache;
  private readonly current: Record<string, Kept> = {};
  private readonly now = Date.now();
  private hasChanged = false;

  constructor(private readonly root: string) {
    this.known = loadSources(root) ?? NOTHING;
  }

  /** The sources among some files of a folder. */
  readAll(dir: string, names: readonly string[]): Map<string, SourceFile> {
    const sources = new Map<string, SourceFile>();
    const known = this.known.files[dir] ?? NO_FILES;
    const kept: Record<string, CachedSource> = {};
    for (const name of names) {
      const source = this.unchanged(dir, name, known[name], kept) ?? this.anew(dir, name, kept);
      if (source !== undefined) sources.set(name, source);
    }
    const count = Object.keys(kept).length;
    if (count > 0) this.current[dir] = kept;
    this.hasChanged ||= count !== Object.keys(known).length;
    return sources;
  }

  private unchanged(dir: string, name: string, known: CachedSource | undefined, kept: Kept): SourceFile | undefined {
    // A damaged cache holds anything.
    if (!Array.isArray(known)) return undefined;
    const stat = statIfThere(`${this.root}/${dir}/${name}`);
    if (stat === undefined || !isSame(stat, known)) return undefined;
    kept[name] = known;
    return known[4];
  }

  /** Undefined for what is no file. */
  private anew(dir: string, name: string, kept: Kept): SourceFile | undefined {
    this.hasChanged = true;
    const [path, file] = [`${this.root}/${dir}/${name}`, dir === '.' ? name : `${dir}/${name}`];
    const { stat, source } = readFile(path) ?? this.refused(path, file);
    if (source?.unreadable !== undefined) this.unreadable.set(file, source.unreadable);
    else if (source !== undefined && this.isSettled(stat)) {
      kept[name] = [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino, source];
    }
    return source;
  }

  /** What is there, and why it cannot be opened. */
  private refused(path: string, file: string): Found {
    try {
      const stat = statSync(path);
      return { stat, source: stat.isFile() ? readSource(path) : undefined };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.unreadable.set(file, REASONS[code ?? ''] ?? code ?? String(error));
      return {};
    }
  }

  /** Keeps what was read for the next command, and what was not asked for of the folders that imports alone lead to. */
  save(): void {
    const unasked = Object.entries(this.known.files).filter(
      ([dir]) => this.current[dir] === undefined && !isInGoTree(`${dir}/x.go`),
    );
    const files = { ...Object.fromEntries(unasked), ...this.current };
    const isAsBefore =
      Object.keys(files).length === Object.keys(this.known.files).length &&
      this.links.join('\n') === this.known.links.join('\n') &&
      this.hidden.join('\n') === this.known.hidden.join('\n');
    if (this.hasChanged || !isAsBefore) saveSources(this.root, { files, links: this.links, hidden: this.hidden });
    this.hasChanged = false;
  }

  private isSettled({ ctimeMs }: Stats): boolean {
    return this.now - ctimeMs > (ctimeMs % 1000 === 0 ? TOO_FRESH_COARSE_MS : TOO_FRESH_MS);
  }
}

/** Undefined when it cannot be opened; nothing in it when it is no file. */
function readFile(path: string): Found | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, READ);
    const stat = fstatSync(file);
    return stat.isFile() ? { stat, source: readOpenSource(file) } : {};
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function statIfThere(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isSame(stat: Stats, [size, mtimeMs, ctimeMs, ino]: CachedSource): boolean {
  return stat.ctimeMs === ctimeMs && stat.mtimeMs === mtimeMs && stat.size === size && stat.ino === ino;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'a link that leads nowhere',
  ELOOP: 'a link that leads back to itself',
};

import { closeSync, constants, fstatSync, openSync, statSync, type Stats } from 'node:fs';
import { readOpenSource, readSource, type SourceFile } from '../source';
import { statOf } from '../../files';
import { FileStates } from './file-states';
import { sortSources } from './folder-sources';
import { isInGoTree } from './go-paths';
import { ReadSources } from './read-sources';
import { loadSources, MARKS, noMarks, saveSources, type CachedFolder, type SourceCache } from './source-cache';

/** A file that changed this lately may change again without any visible sign of it (timestamps tick every 4 ms or so). */
const TOO_FRESH_MS = 100;
/** The same on file systems that count whole seconds, or every other one. */
const TOO_FRESH_COARSE_MS = 2500;

type Found =
  { readonly stat: Stats; readonly source?: SourceFile } | { readonly stat?: never; readonly source?: never };

const NOTHING: SourceCache = { folders: {}, ...noMarks(), leavesRoot: false };

/** A named pipe must not be waited for. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Reads the heads of Go files; of a folder in which nothing changed since the last time, the cache has all. */
export class SourceReader {
  /** Files that could not be read, with the reason. */
  readonly unreadable = new Map<string, string>();
  readonly marks = noMarks();
  private readonly known: SourceCache;
  private readonly current: Record<string, CachedFolder> = {};
  private readonly now = Date.now();
  private hasChanged = false;

  constructor(private readonly root: string) {
    this.known = loadSources(root) ?? NOTHING;
  }

  /** What the Go files of a folder say, of which the names are given; nothing when none is a file. */
  read(dir: string, names: readonly string[]): ReadSources | undefined {
    if (names.length === 0) return undefined;
    const path = `${this.root}/${dir}/`;
    const known = this.known.folders[dir];
    if (!isUnchanged(path, names, known)) return this.anew(dir, path, names);
    this.current[dir] = known;
    const [, , text] = known;
    return text === undefined ? undefined : ReadSources.from(text);
  }

  private anew(dir: string, path: string, names: readonly string[]): ReadSources | undefined {
    const sources = new Map<string, SourceFile>();
    const states = new FileStates(names.length);
    let isSettled = true;
    for (const name of names) {
      const file = dir === '.' ? name : `${dir}/${name}`;
      const { stat, source } = this.file(path + name, file);
      if (source !== undefined) sources.set(name, source);
      if (stat === undefined || source?.unreadable !== undefined || !this.isSettled(stat)) isSettled = false;
      else states.add(stat);
    }
    const read = sources.size > 0 ? ReadSources.of(sortSources(sources)) : undefined;
    if (isSettled) {
      const known = [namesAsText(names), states.toString()] as const;
      this.current[dir] = read === undefined ? known : [...known, read.text];
      this.hasChanged = true;
    } else this.marks.unsettled.push(dir);
    return read;
  }

  /** No source for what is no file. */
  private file(path: string, file: string): Found {
    const found = readFile(path) ?? this.refused(path, file);
    if (found.source?.unreadable !== undefined) this.unreadable.set(file, found.source.unreadable);
    return found;
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
  save(leavesRoot: boolean): void {
    const unasked = Object.entries(this.known.folders).filter(([dir]) => this.current[dir] === undefined);
    const elsewhere = unasked.filter(([dir]) => !isInGoTree(`${dir}/x.go`));
    const isAsBefore =
      this.known !== NOTHING &&
      !this.hasChanged &&
      elsewhere.length === unasked.length &&
      MARKS.every((mark) => this.marks[mark].join('\n') === this.known[mark].join('\n')) &&
      leavesRoot === this.known.leavesRoot;
    this.hasChanged = false;
    if (isAsBefore) return;
    const folders = { ...Object.fromEntries(elsewhere), ...this.current };
    saveSources(this.root, { folders, ...this.marks, leavesRoot });
  }

  private isSettled({ ctimeMs }: Stats): boolean {
    return this.now - ctimeMs > (ctimeMs % 1000 === 0 ? TOO_FRESH_COARSE_MS : TOO_FRESH_MS);
  }
}

/** Undefined when it cannot be opened; nothing to read in it when it is no file. */
function readFile(path: string): Found | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, READ);
    const stat = fstatSync(file);
    return stat.isFile() ? { stat, source: readOpenSource(file) } : { stat };
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function isUnchanged(path: string, names: readonly string[], known: CachedFolder | undefined): known is CachedFolder {
  // A damaged cache holds anything.
  return Array.isArray(known) && known[0] === namesAsText(names) && known[1] === statesOf(path, names);
}

function namesAsText(names: readonly string[]): string {
  return names.join('/');
}

/** Undefined when one is missing. */
function statesOf(path: string, names: readonly string[]): string | undefined {
  const states = new FileStates(names.length);
  for (const name of names) {
    const stat = statOf(path + name);
    if (stat === undefined) return undefined;
    states.add(stat);
  }
  return states.toString();
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'a link that leads nowhere',
  ELOOP: 'a link that leads back to itself',
};

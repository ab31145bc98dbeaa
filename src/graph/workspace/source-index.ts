import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { COMPILED_EXTENSIONS, isIgnoredFile, nameTags, readSource, type SourceFile } from '../source';
import { loadSources, saveSources, type CachedSources } from './source-cache';

/** A folder with files that Go compiles. */
export interface PackageFolder {
  /** The .go files by name. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** The names of all files that Go may compile, .go included. */
  readonly compiled: readonly string[];
}

/** All Go files of a workspace, by folders from its root; the root is `.`. */
export interface SourceIndex {
  readonly packages: ReadonlyMap<string, PackageFolder>;
  /**
   * Paths in folders that Go does not look into, of files whose names would exclude them from some port if Go compiled
   * them: tests may read these as data.
   */
  readonly gatedData: readonly string[];
  /** Files that could not be read, with the reason. */
  readonly unreadable: ReadonlyMap<string, string>;
}

const COMPILED = new RegExp(`\\.(${COMPILED_EXTENSIONS.join('|')})$`);
const NEVER = new Set(['node_modules', '.git', '.nx']);
/** A file that changed this lately may change again without any visible sign of it (timestamps tick every 4 ms or so). */
const TOO_FRESH_MS = 100;

/** Reads the heads of all Go files below `root`, those that did not change since the last time from the cache. */
export function indexSources(root: string): SourceIndex {
  return new Indexer(root, loadSources(root)).run();
}

class Indexer {
  private readonly packages = new Map<string, PackageFolder>();
  private readonly gatedData: string[] = [];
  private readonly unreadable = new Map<string, string>();
  private readonly fresh: Record<string, readonly [string, SourceFile]> = {};
  private readonly now = Date.now();
  private hasChanged = false;

  constructor(
    private readonly root: string,
    private readonly known: CachedSources,
  ) {}

  run(): SourceIndex {
    this.enter('.', false);
    const count = Object.keys(this.fresh).length;
    if (this.hasChanged || count !== Object.keys(this.known).length) saveSources(this.root, this.fresh);
    return { packages: this.packages, gatedData: this.gatedData, unreadable: this.unreadable };
  }

  /** `isData`: Go does not look into the folder, tests may. */
  private enter(dir: string, isData: boolean): void {
    const entries = list(join(this.root, dir));
    const compiled: string[] = [];
    for (const entry of entries) {
      if (entry.isDirectory()) {
        if (!NEVER.has(entry.name)) this.enter(child(dir, entry.name), isData || isDataFolder(entry.name));
      } else if (COMPILED.test(entry.name)) {
        if (isData || isIgnoredFile(entry.name)) this.noteData(dir, entry.name);
        else compiled.push(entry.name);
      }
    }
    if (!isData && compiled.some((name) => name.endsWith('.go'))) this.addPackage(dir, compiled);
  }

  private noteData(dir: string, name: string): void {
    if (nameTags(name).length > 0) this.gatedData.push(child(dir, name));
  }

  private addPackage(dir: string, compiled: readonly string[]): void {
    const sources = new Map<string, SourceFile>();
    for (const name of compiled) {
      const source = name.endsWith('.go') ? this.source(child(dir, name)) : undefined;
      if (source !== undefined) sources.set(name, source);
    }
    if (sources.size > 0) this.packages.set(dir, { sources, compiled });
  }

  private source(file: string): SourceFile | undefined {
    const stat = statSync(join(this.root, file), { throwIfNoEntry: false });
    if (stat === undefined || !stat.isFile()) {
      if (stat === undefined) this.unreadable.set(file, 'a link that leads nowhere');
      return undefined;
    }
    const stamp = `${stat.size}:${stat.mtimeMs}:${stat.ctimeMs}:${stat.ino}`;
    const known = this.known[file];
    const isKnown = known?.[0] === stamp;
    const source = isKnown ? known[1] : readSource(join(this.root, file));
    if (source.unreadable !== undefined) this.unreadable.set(file, source.unreadable);
    else if (isKnown || this.now - stat.ctimeMs > TOO_FRESH_MS) this.fresh[file] = [stamp, source];
    this.hasChanged ||= !isKnown;
    return source;
  }
}

/** Folders that Go's `./...` never enters (go help packages). */
function isDataFolder(name: string): boolean {
  return name === 'testdata' || name === 'vendor' || /^[_.]/.test(name);
}

function child(dir: string, name: string): string {
  return dir === '.' ? name : `${dir}/${name}`;
}

function list(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}

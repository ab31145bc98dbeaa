import { statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { readSource, type SourceFile } from '../source';
import { isInGoTree } from './go-paths';
import { loadLinks, loadSources, saveSources, type CachedSources } from './source-cache';

/** A file that changed this lately may change again without any visible sign of it (timestamps tick every 4 ms or so). */
const TOO_FRESH_MS = 100;
/** The same on file systems that count whole seconds, or every other one. */
const TOO_FRESH_COARSE_MS = 2500;

/** Reads the heads of Go files, those that did not change since the last time from the cache. */
export class SourceReader {
  /** Files that could not be read, with the reason. */
  readonly unreadable = new Map<string, string>();
  /** All symbolic links: Nx looks at them, and not at where they lead. */
  readonly links: string[] = [];
  private readonly known: CachedSources;
  private readonly knownLinks: readonly string[];
  private readonly current: Record<string, readonly [stamp: string, source: SourceFile]> = {};
  private readonly now = Date.now();
  private count = 0;
  private hasChanged = false;

  constructor(private readonly root: string) {
    this.known = loadSources(root);
    this.knownLinks = loadLinks(root) ?? [];
  }

  /** Undefined for what is no file. */
  read(file: string): SourceFile | undefined {
    const path = join(this.root, file);
    const stat = this.stat(file, path);
    if (!stat?.isFile()) return undefined;
    const stamp = `${stat.size}:${stat.mtimeMs}:${stat.ctimeMs}:${stat.ino}`;
    const known = this.known[file];
    const isKnown = known?.[0] === stamp;
    const source = isKnown ? known[1] : readSource(path);
    if (source.unreadable !== undefined) this.unreadable.set(file, source.unreadable);
    else if (isKnown || this.isSettled(stat)) this.remember(file, stamp, source);
    this.hasChanged ||= !isKnown;
    return source;
  }

  /** Keeps what was read for the next command, and what was not asked for of the folders that imports alone lead to. */
  save(): void {
    for (const [file, entry] of Object.entries(this.known)) {
      if (this.current[file] === undefined && !isInGoTree(file)) this.remember(file, ...entry);
    }
    const isSame =
      this.count === Object.keys(this.known).length && this.links.join('\n') === this.knownLinks.join('\n');
    if (this.hasChanged || !isSame) saveSources(this.root, this.current, this.links);
    this.hasChanged = false;
  }

  private remember(file: string, stamp: string, source: SourceFile): void {
    this.current[file] = [stamp, source];
    this.count++;
  }

  private isSettled({ ctimeMs }: Stats): boolean {
    return this.now - ctimeMs > (ctimeMs % 1000 === 0 ? TOO_FRESH_COARSE_MS : TOO_FRESH_MS);
  }

  private stat(file: string, path: string): Stats | undefined {
    try {
      return statSync(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.unreadable.set(file, REASONS[code ?? ''] ?? code ?? String(error));
      return undefined;
    }
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'a link that leads nowhere',
  ELOOP: 'a link that leads back to itself',
};

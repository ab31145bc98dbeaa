import { existsSync, readdirSync, type Dirent } from 'node:fs';
import { posix } from 'node:path';
import { COMPILED_EXTENSIONS, isIgnoredFile, isKnownName, isTestFile, lastWords } from '../source';
import { shortDigest, realFolder } from '../../files';
import { isBelow, isSkippedFolder } from './go-paths';
import { isHiddenData, isNeverFile } from './never-files';
import { PackageFolder } from './package-folder';
import type { Marks } from './source-cache';
import { SourceReader } from './source-reader';

/** What an index was asked and said. */
export interface IndexAnswers {
  /** A digest of the packages and of the data with names that matter. */
  readonly walk: string;
  /** Where imports were looked for that the walk had not found, and what was there. */
  readonly located: readonly (readonly [dir: string, found?: string, digest?: string])[];
  readonly unreadable: readonly (readonly [file: string, reason: string])[];
}

const COMPILED = new Set(COMPILED_EXTENSIONS);
const BEYOND_GIT = new Set(['.git', '.nxignore', '.ignore']);

/** All Go files of a workspace, by folders from its root; the root is `.`. */
export class SourceIndex {
  private readonly found = new Map<string, PackageFolder>();
  private readonly elsewhere = new Map<string, PackageFolder>();
  private readonly located = new Map<string, string | undefined>();
  private readonly data: string[] = [];
  /** What is in each folder besides files that Go may compile. */
  private readonly names = new Map<string, readonly string[]>();
  private readonly reader: SourceReader;
  private walk: string | undefined;

  /** Reads the heads of all Go files below `root`, those that did not change since the last time from the cache. */
  constructor(private readonly root: string) {
    this.reader = new SourceReader(root);
    this.enter('.', false);
  }

  /** What it said so far, apart from the names in folders. */
  answers(): IndexAnswers {
    const located = [...this.located].map(([dir, found]) => [dir, found, this.digestElsewhere(found)] as const);
    return { walk: this.digestOfWalk(), located, unreadable: [...this.unreadable].sort() };
  }

  /** Whether it would say the same. */
  agrees({ walk, located, unreadable }: IndexAnswers): boolean {
    if (walk !== this.digestOfWalk()) return false;
    const isLocated = located.every(([dir, found, digest]) => {
      const now = this.locate(dir);
      return now === (found ?? undefined) && this.digestElsewhere(now) === (digest ?? undefined);
    });
    return isLocated && JSON.stringify(unreadable) === JSON.stringify([...this.unreadable].sort());
  }

  private digestOfWalk(): string {
    const folders = () => [...this.found].map(([dir, { text }]) => `${dir}//${text}`);
    return (this.walk ??= shortDigest([...folders(), '', ...this.data].join('\0')));
  }

  private digestElsewhere(dir: string | undefined): string | undefined {
    const folder = dir === undefined ? undefined : this.elsewhere.get(dir);
    return folder && shortDigest(folder.text);
  }

  /** Keeps what was read for the next command. */
  save(leavesRoot = false): void {
    this.reader.save(leavesRoot);
  }

  /** False where a folder was looked at and has no entry of the name. */
  mayHave(dir: string, name: string): boolean {
    return isCompiled(name) || (this.names.get(dir)?.includes(name) ?? true);
  }

  /** The folders in which `./...` finds packages. */
  get packages(): ReadonlyMap<string, PackageFolder> {
    return this.found;
  }

  /**
   * Paths of files that Go does not compile where they are, but whose names say that it would leave them out for some
   * ports: tests may read these as data, packages may embed them.
   */
  get namedData(): readonly string[] {
    return this.data;
  }

  /** Files and folders that could not be read, with the reason. */
  get unreadable(): ReadonlyMap<string, string> {
    return this.reader.unreadable;
  }

  get marks(): Marks {
    return this.reader.marks;
  }

  folder(dir: string): PackageFolder {
    return (this.found.get(dir) ?? this.elsewhere.get(dir))!;
  }

  /**
   * The folder of the package that an import finds in `dir`. Imports also reach where `./...` does not look: below
   * testdata, `_x` and `.x`, and through links, whose destination it then is.
   */
  locate(dir: string): string | undefined {
    if (this.found.has(dir)) return dir;
    if (!this.located.has(dir)) this.located.set(dir, this.search(dir));
    return this.located.get(dir);
  }

  private search(dir: string): string | undefined {
    const real = realFolder(this.root, dir);
    if (real === undefined || this.found.has(real) || this.elsewhere.has(real)) return real;
    const names = (this.list(real, false) ?? [])
      .filter((entry) => !entry.isDirectory() && isCompiled(entry.name) && !isIgnoredFile(entry.name))
      .map(({ name }) => name);
    const folder = this.read(real, names);
    if (folder !== undefined) this.elsewhere.set(real, folder);
    return folder && real;
  }

  /** `isData`: Go does not look into the folder, tests may. */
  private enter(dir: string, isData: boolean): void {
    const compiled: string[] = [];
    const entries = this.list(dir, isData);
    const others: string[] = [];
    if (entries !== undefined) this.names.set(dir, others);
    for (const entry of entries ?? []) {
      if (entry.name.includes(REPLACED) && !existsSync(`${this.root}/${child(dir, entry.name)}`)) {
        this.reader.unreadable.set(child(dir, entry.name), NO_UTF8);
        continue;
      }
      if (entry.isSymbolicLink()) this.marks.links.push(child(dir, entry.name));
      else if (BEYOND_GIT.has(entry.name)) this.noteBeyondGit(dir);
      const isSource = isCompiled(entry.name);
      if (!isSource) others.push(entry.name);
      if (entry.isDirectory()) {
        this.enterBelow(child(dir, entry.name), isData || isSkippedFolder(entry.name));
      } else if (isSource) {
        if (isData || isIgnoredFile(entry.name)) this.noteData(dir, entry.name);
        else compiled.push(entry.name);
      }
    }
    const folder = isData ? undefined : this.read(dir, compiled);
    if (folder !== undefined) this.found.set(dir, folder);
    else for (const name of compiled) this.noteData(dir, name);
  }

  private enterBelow(dir: string, isData: boolean): void {
    if (isNeverFile(dir)) {
      if (dir.endsWith('node_modules')) this.marks.nodeModules.push(dir);
      return;
    }
    if (isHiddenData(dir) && !isHiddenData(posix.dirname(dir))) this.marks.hidden.push(dir);
    this.enter(dir, isData);
  }

  /** Git itself tells of what is directly below the workspace's root. */
  private noteBeyondGit(dir: string): void {
    const { beyondGit } = this.marks;
    if (dir !== '.' && !beyondGit.some((other) => isBelow(dir, other))) beyondGit.push(dir);
  }

  private noteData(dir: string, name: string): void {
    if (isKnownName(lastWords(name)[1]) || isTestFile(name)) this.data.push(child(dir, name));
  }

  private read(dir: string, compiled: readonly string[]): PackageFolder | undefined {
    const sources = this.reader.read(
      dir,
      compiled.filter((name) => name.endsWith('.go')),
    );
    const folder = sources && new PackageFolder(sources, compiled);
    if (folder?.isNative) this.marks.native.push(dir);
    return folder;
  }

  /** Sorted: what is inferred must not depend on how a file system orders its entries. */
  private list(dir: string, isData: boolean): Dirent[] | undefined {
    try {
      const entries = readdirSync(`${this.root}/${dir}`, { withFileTypes: true });
      return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && !isData) this.reader.unreadable.set(dir, code ?? String(error));
      return undefined;
    }
  }
}

/** What Node has in the place of bytes that are no text; a name may hold the character itself. */
const REPLACED = '\uFFFD';

/** Why nothing can be read of a file whose name is no text. */
export const NO_UTF8 = 'its name is no UTF-8';

function isCompiled(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot >= 0 && COMPILED.has(name.slice(dot + 1));
}

function child(dir: string, name: string): string {
  return dir === '.' ? name : `${dir}/${name}`;
}

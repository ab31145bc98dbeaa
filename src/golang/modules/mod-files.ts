import { posix } from 'node:path';
import type { Disk } from '../workspace/disk';
import { folderAbove, fromRoot, isOutside } from '../workspace/go-paths';
import { memoize } from '../../files';
import { isIgnoredBy, parseModFile, type ModFile } from './go-mod';
import { moduleContext, type ContextOptions, type ModuleContext } from './module-context';

/** The files that decide with which versions a module is built. */
export interface Governing {
  readonly own: readonly string[];
  /** The same object for all members of a go.work: it may have hundreds. */
  readonly ofWork: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

export function governs({ own, ofWork }: Governing, file: string): boolean {
  return ofWork.has(file) || own.includes(file);
}

export function governingFiles({ own, ofWork }: Governing): string[] {
  return [...own, ...ofWork];
}

/** The go.mod and go.work files of a workspace, each read once. */
export class ModFiles {
  /** By the folder of a go.mod. */
  readonly mod = memoize((dir) => this.parse(posix.join(dir, 'go.mod')));
  /** By the path of a go.work, which GOWORK may name as it likes. */
  readonly work = memoize((file) => this.parse(file));

  constructor(readonly disk: Disk) {}

  private parse(file: string): ModFile {
    return parseModFile(this.disk.read(file) ?? '');
  }

  /** The folder of the nearest go.mod at or above a folder. */
  readonly moduleOf: (dir: string) => string | undefined = memoize((dir) => {
    if (this.disk.isFile(posix.join(dir, 'go.mod'))) return dir;
    return dir === '.' || this.isTop(dir) ? undefined : this.moduleOf(folderAbove(dir));
  });

  /** The nearest go.work, whether or not it uses the module. As Go does, it is looked for above the workspace, too. */
  readonly nearestWork: (dir: string) => string | undefined = memoize((dir) => {
    const file = posix.join(dir, 'go.work');
    if (this.disk.isFile(file)) return file;
    return this.isTop(dir) ? undefined : this.nearestWork(folderAbove(dir));
  });

  private isTop(dir: string): boolean {
    return isOutside(dir) && posix.resolve(this.disk.path, dir) === '/';
  }

  /** The go.work that is meant for a module: the nearest one unless GOWORK says otherwise. */
  private meantFor(module: string, { noWork, goWork }: ContextOptions): string | undefined {
    if (noWork) return undefined;
    return goWork === undefined ? this.nearestWork(module) : fromRoot(this.disk.path, '.', goWork);
  }

  /** The go.work in force for a module: one that does not use it makes Go refuse, unless GOWORK=off. */
  workOf(module: string, options: ContextOptions = {}): string | undefined {
    const work = this.meantFor(module, options);
    return work !== undefined && this.membersOf(work).includes(module) ? work : undefined;
  }

  /** The folders of a go.work's members. */
  readonly membersOf = memoize((work): readonly string[] =>
    this.work(work).uses.map((use) => fromRoot(this.disk.path, posix.dirname(work), use)),
  );

  /** The files that decide about versions for everything below a go.work, sorted. */
  private readonly governedBy = memoize((work): ReadonlySet<string> => {
    const ofMembers = this.membersOf(work).flatMap((dir) => [posix.join(dir, 'go.mod'), posix.join(dir, 'go.sum')]);
    const vendored = posix.join(posix.dirname(work), 'vendor', 'modules.txt');
    return new Set([...ofMembers, work, `${work}.sum`, vendored].sort());
  });

  /**
   * The files, besides its own, that decide with which versions a project is built: its module's, and those of the
   * nearest go.work with every member's, since a `require` of one member raises the version for all (measured).
   */
  governing(module: string, { goWork }: ContextOptions = {}): Governing {
    const work = this.meantFor(module, { goWork });
    const ofWork = work === undefined ? NONE : this.governedBy(work);
    const own = ['go.mod', 'go.sum', 'vendor/modules.txt'].map((file) => posix.join(module, file));
    return { own: own.filter((file) => !ofWork.has(file)), ofWork };
  }

  /** Whether a module's `ignore` lines keep a folder out of its package patterns. */
  isIgnored(dir: string, module: string): boolean {
    const { ignores } = this.mod(module);
    if (ignores.length === 0) return false;
    return isIgnoredBy(ignores, module === '.' ? dir : dir.slice(module.length + 1));
  }

  /** All members of a go.work share one context. */
  context(module: string, { noVendor = false, modFile, ...options }: ContextOptions = {}): ModuleContext {
    const work = this.workOf(module, options);
    // With a go.work, Go passes over the flag where GOFLAGS has it, and refuses it elsewhere.
    const instead = work === undefined && modFile !== undefined ? this.alternative(module, modFile) : undefined;
    const key = `${work ?? module}\0${work === undefined}\0${noVendor}\0${instead === undefined ? '' : modFile}`;
    const mod = (dir: string) => (dir === module ? instead : undefined) ?? this.mod(dir);
    const files = instead === undefined ? this : { disk: this.disk, work: this.work, membersOf: this.membersOf, mod };
    const known = this.contexts.get(key) ?? moduleContext(module, work, files, noVendor);
    this.contexts.set(key, known);
    return known;
  }

  private alternative(module: string, modFile: string): ModFile | undefined {
    const text = this.disk.read(fromRoot(this.disk.path, module, modFile));
    return text === undefined ? undefined : parseModFile(text);
  }

  private readonly contexts = new Map<string, ModuleContext>();
}

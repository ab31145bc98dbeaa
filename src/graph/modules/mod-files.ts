import { posix } from 'node:path';
import type { Disk } from '../workspace/disk';
import { remembered } from '../workspace/remembered';
import { parseModFile, type ModFile } from './go-mod';
import { inWorkspace, moduleContext, type ContextOptions, type ModuleContext } from './module-context';

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

/** The go.mod and go.work files of a workspace, each read once. */
export class ModFiles {
  readonly mod = remembered((dir) => this.parse(dir, 'go.mod'));
  readonly work = remembered((dir) => this.parse(dir, 'go.work'));

  constructor(readonly disk: Disk) {}

  private parse(dir: string, name: string): ModFile {
    return parseModFile(this.disk.read(posix.join(dir, name)) ?? '');
  }

  /** The folder of the nearest go.mod at or above a folder. */
  readonly moduleOf: (dir: string) => string | undefined = remembered((dir) =>
    this.nearest(dir, 'go.mod', this.moduleOf),
  );

  /** The folder of the nearest go.work, whether or not it uses the module. */
  readonly nearestWork: (dir: string) => string | undefined = remembered((dir) =>
    this.nearest(dir, 'go.work', this.nearestWork),
  );

  private nearest(dir: string, name: string, above: (dir: string) => string | undefined): string | undefined {
    if (this.disk.isFile(dir === '.' ? name : `${dir}/${name}`)) return dir;
    return dir === '.' ? undefined : above(posix.dirname(dir));
  }

  /** The folder of the go.work in force for a module: one that does not use it makes Go refuse, unless GOWORK=off. */
  workOf(module: string): string | undefined {
    const work = this.nearestWork(module);
    return work !== undefined && this.membersOf(work).includes(module) ? work : undefined;
  }

  /** The members of a go.work that lie in the workspace. */
  readonly membersOf = remembered((work): readonly string[] =>
    this.work(work)
      .uses.map((use) => inWorkspace(work, use, this.disk))
      .filter((dir) => dir !== undefined),
  );

  /** The files that decide about versions for everything below a go.work, sorted. */
  private readonly governedBy = remembered((work): ReadonlySet<string> => {
    const ofMembers = this.membersOf(work).flatMap((dir) => [posix.join(dir, 'go.mod'), posix.join(dir, 'go.sum')]);
    const ofWork = ['go.work', 'go.work.sum', 'vendor/modules.txt'].map((file) => posix.join(work, file));
    return new Set([...ofMembers, ...ofWork].sort());
  });

  /**
   * The files, besides its own, that decide with which versions a project is built: its module's, and those of the
   * nearest go.work with every member's, since a `require` of one member raises the version for all (measured).
   */
  governing(module: string): Governing {
    const work = this.nearestWork(module);
    const ofWork = work === undefined ? NONE : this.governedBy(work);
    const own = ['go.mod', 'go.sum', 'vendor/modules.txt'].map((file) => posix.join(module, file));
    return { own: own.filter((file) => !ofWork.has(file)), ofWork };
  }

  /** Whether a module's `ignore` lines keep a folder out of its package patterns (cmd/go/internal/search). */
  isIgnored(dir: string, module: string): boolean {
    const { ignores } = this.mod(module);
    if (ignores.length === 0) return false;
    const path = `/${module === '.' ? dir : dir.slice(module.length + 1)}/`;
    return ignores.some((ignore) => {
      const name = posix.join('/', ignore, '/');
      return ignore.startsWith('./') ? path.startsWith(name) : path.includes(name);
    });
  }

  /** All members of a go.work share one context. */
  context(module: string, { noWork = false, noVendor = false }: ContextOptions = {}): ModuleContext {
    const work = noWork ? undefined : this.workOf(module);
    const main = work === undefined ? module : this.membersOf(work)[0]!;
    const key = `${main}\0${noWork}\0${noVendor}`;
    const known = this.contexts.get(key) ?? moduleContext(main, this, { noWork, noVendor });
    this.contexts.set(key, known);
    return known;
  }

  private readonly contexts = new Map<string, ModuleContext>();
}

import { posix } from 'node:path';
import type { Disk } from '../workspace/disk';
import { upwards } from '../workspace/go-paths';
import { parseModFile, type ModFile } from './go-mod';
import { inWorkspace, moduleContext, type ModuleContext } from './module-context';

/** The go.mod and go.work files of a workspace, each read once. */
export class ModFiles {
  private readonly parsed = new Map<string, ModFile>();
  private readonly members = new Map<string, readonly string[]>();
  private readonly contexts = new Map<string, ModuleContext>();

  constructor(readonly disk: Disk) {}

  mod(dir: string): ModFile {
    return this.parse(posix.join(dir, 'go.mod'));
  }

  work(dir: string): ModFile {
    return this.parse(posix.join(dir, 'go.work'));
  }

  hasModule(dir: string): boolean {
    return this.disk.exists(posix.join(dir, 'go.mod'));
  }

  /** The folder of the nearest go.mod at or above `dir`. */
  moduleOf(dir: string): string | undefined {
    return [...upwards(dir)].find((at) => this.hasModule(at));
  }

  /** The folder of the nearest go.work, whether or not it uses the module. */
  nearestWork(dir: string): string | undefined {
    return [...upwards(dir)].find((at) => this.disk.exists(posix.join(at, 'go.work')));
  }

  /** The folder of the go.work in force for a module: one that does not use it makes Go refuse, unless GOWORK=off. */
  workOf(module: string): string | undefined {
    const work = this.nearestWork(module);
    return work !== undefined && this.membersOf(work).includes(module) ? work : undefined;
  }

  /** The members of a go.work that lie in the workspace. */
  membersOf(work: string): readonly string[] {
    const known = this.members.get(work);
    if (known) return known;
    const members = this.work(work)
      .uses.map((use) => inWorkspace(work, use))
      .filter((dir) => dir !== undefined);
    this.members.set(work, members);
    return members;
  }

  /** All members of a go.work share one context. */
  context(module: string): ModuleContext {
    const key = this.workOf(module) ?? `${module}/`;
    const known = this.contexts.get(key);
    if (known) return known;
    const context = moduleContext(module, this);
    this.contexts.set(key, context);
    return context;
  }

  private parse(file: string): ModFile {
    const known = this.parsed.get(file);
    if (known) return known;
    const parsed = parseModFile(this.disk.read(file) ?? '');
    this.parsed.set(file, parsed);
    return parsed;
  }
}

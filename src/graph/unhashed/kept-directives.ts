import { join } from 'node:path';
import type { Directives, Recall } from '../../task-key';
import { readData, writeData } from '../../golang';
import { statOf } from '../../files';

const NAME = 'directives';
/** A file that changed this lately may change again without any sign of it, on file systems that count seconds. */
const TOO_FRESH_MS = 2500;

type Entry = readonly [state: string, directives: Directives | null];

/** What files of C and assembly include, read again only where size, times or inode changed: some have 10 MB. */
export class KeptDirectives {
  private readonly known: Readonly<Record<string, Entry>>;
  private readonly current: Record<string, Entry> = {};
  private hasChanged = false;

  constructor(private readonly root: string) {
    this.known = (readData(root, NAME) as Record<string, Entry> | undefined) ?? {};
  }

  readonly recall: Recall = (file, anew) => {
    const stat = statOf(join(this.root, file));
    const state = stat && [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(' ');
    const known = this.known[file];
    if (state !== undefined && known?.[0] === state) {
      this.current[file] = known;
      return known[1] ?? undefined;
    }
    const found = anew();
    if (stat !== undefined && state !== undefined && Date.now() - stat.ctimeMs > TOO_FRESH_MS) {
      this.current[file] = [state, found ?? null];
      this.hasChanged = true;
    }
    return found;
  };

  save(): void {
    if (this.hasChanged) writeData(this.root, NAME, this.current);
    this.hasChanged = false;
  }
}

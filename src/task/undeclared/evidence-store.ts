import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeJson } from '../../host';
import type { PackageReads } from '../../task-key';
import { namesIn, removeIfThere, statOf } from '../../files';

/** Go itself forgets results that nobody used for five days (cmd/go/internal/cache, trimLimit). */
const FORGOTTEN = 5 * 24 * 60 * 60 * 1_000;

/**
 * What packages read when their tests last ran, kept beside Go's results in GOCACHE: Go hands out an old result
 * without a log, and whoever has the one has the other. `variant` holds everything else that the reads depend on.
 */
export class EvidenceStore {
  private readonly folder: string;
  private readonly file: string;

  constructor(goCache: string, variant: readonly unknown[]) {
    const digest = createHash('sha256').update(JSON.stringify(variant)).digest('hex');
    this.folder = join(goCache, 'nx-go-cross');
    this.file = join(this.folder, `reads-${digest.slice(0, 32)}.json`);
  }

  /** Keeps what was read now, and adds to it what is known of the packages whose result Go had. */
  complete(fresh: readonly PackageReads[], cached: readonly string[]): PackageReads[] {
    const known = readJson<PackageReads[]>(this.file);
    if (known === undefined) this.forget();
    const ran = new Set(fresh.map(({ importPath }) => importPath));
    const older = (Array.isArray(known) ? known : []).filter(({ importPath }) => !ran.has(importPath));
    if (fresh.length > 0 || this.isOld()) writeJson(this.file, [...fresh, ...older]);
    return [...fresh, ...older.filter(({ importPath }) => cached.includes(importPath))];
  }

  /** What is used is written again from time to time, so that it is not forgotten. */
  private isOld(): boolean {
    const { mtimeMs = 0 } = statOf(this.file) ?? {};
    return Date.now() - mtimeMs > FORGOTTEN / 5;
  }

  private forget(): void {
    for (const path of namesIn(this.folder).map((name) => join(this.folder, name))) {
      // Somebody else may be tidying up too.
      const { mtimeMs = Date.now() } = statOf(path) ?? {};
      if (Date.now() - mtimeMs > FORGOTTEN) removeIfThere(path);
    }
  }
}

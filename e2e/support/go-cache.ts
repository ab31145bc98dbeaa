import { chownSync, copyFileSync, linkSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Brings into a Go cache what another one holds and it does not. Compiled packages (`<hash>-d`, 1.5 GB in the end) are
 * named by their content and never written twice: they are linked. The small files that name them are written in place,
 * by the user that is given.
 */
export function linkGoCache(from: string, to: string, user?: number): void {
  mkdirSync(to, { recursive: true });
  if (user !== undefined) chownSync(to, user, user);
  const known = new Set(readdirSync(to));
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkGoCache(source, copy, user);
    else if (!known.has(entry.name)) bring(source, copy, user);
  }
}

function bring(source: string, copy: string, user?: number): void {
  try {
    if (source.endsWith('-d')) return linkSync(source, copy);
    const fresh = `${copy}.${process.pid}`;
    copyFileSync(source, fresh);
    if (user !== undefined) chownSync(fresh, user, user);
    renameSync(fresh, copy);
  } catch (error) {
    // By another worker or the cache's own user in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

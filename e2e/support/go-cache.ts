import { copyFileSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A Go cache that begins with what another one holds. Compiled packages (`<hash>-d`, 1.5 GB in the end) are named by
 * their content and never written twice: they are linked. The small files that name them are written in place.
 */
export function linkGoCache(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkGoCache(source, copy);
    else if (entry.name.endsWith('-d')) linkSync(source, copy);
    else copyFileSync(source, copy);
  }
}

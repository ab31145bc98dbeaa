import { closeSync, openSync, readSync } from 'node:fs';
import { scanImports } from './imports';

const FIRST = 16 << 10;
/** A file whose import section is not over by then is no source that a person or a generator wrote. */
const MOST = 4 << 20;

/** The imports of a Go file, of which only the head is read; a reason when it cannot be. */
export function readImports(path: string): { imports: readonly string[] } | { unreadable: string } {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    for (let size = FIRST; ; size *= 8) {
      const buffer = Buffer.alloc(size);
      const length = readSync(file, buffer, 0, size, 0);
      const head = scanImports(buffer.toString('utf8', 0, length));
      if (head.complete || length < size || size >= MOST) return { imports: head.imports };
    }
  } catch (error) {
    return { unreadable: (error as NodeJS.ErrnoException).code ?? String(error) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

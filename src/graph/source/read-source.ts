import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { readEmbeds } from './embeds';
import { readHeader, type HeaderConstraint } from './header';
import { scanImports, type Head } from './imports';

/** What the graph knows of a Go file. Empty lists are left out, to keep the cache small. */
export interface SourceFile extends HeaderConstraint {
  readonly imports?: readonly string[];
  readonly embeds?: readonly string[];
  /** `package documentation`: never compiled. */
  readonly isDocumentation?: true;
  /** Why nothing is known of it. */
  readonly unreadable?: string;
}

/** Most heads are over by then, and what is behind them need not become text. */
const SHORT = 1 << 10;
const FIRST = 4 << 10;
/** A file whose import section is not over by then is no source that a person or a generator wrote. */
const MOST = 4 << 20;
const buffer = Buffer.allocUnsafe(FIRST);

/** Reads the head of a Go file, and all of it only where it embeds files. */
export function readSource(path: string): SourceFile {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    return readOpenSource(file);
  } catch (error) {
    return { unreadable: reasonOf(error) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The same of a file that is open. */
export function readOpenSource(file: number): SourceFile {
  try {
    const { text, packageName, imports, code } = readHead(file);
    // go/build takes the whole file for a comment (until Go 1.4 it was one).
    if (packageName === 'documentation') return { isDocumentation: true };
    const embeds = imports.includes('embed') ? readEmbeds(readFileSync(file, 'utf8')) : [];
    return {
      ...readHeader(text, packageName === undefined ? undefined : code),
      ...(imports.length > 0 ? { imports } : {}),
      ...(embeds.length > 0 ? { embeds } : {}),
    };
  } catch (error) {
    return { unreadable: reasonOf(error) };
  }
}

function readHead(file: number): Head & { readonly text: string } {
  for (let size = FIRST; ; size = Math.min(size * 8, MOST)) {
    const into = size === FIRST ? buffer : Buffer.allocUnsafe(size);
    const length = readSync(file, into, 0, size, 0);
    for (const end of length > SHORT ? [SHORT, length] : [length]) {
      const text = into.toString('utf8', 0, end);
      const head = scanImports(text);
      if (head.end === 'reached' || (end === length && length < size)) return { ...head, text };
    }
    if (size === MOST) throw new Error(`no end of the imports in its first ${MOST >> 20} MB`);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

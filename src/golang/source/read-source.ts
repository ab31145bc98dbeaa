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
    const { text, head } = readHead(file);
    const { packageName, imports, code } = head;
    // go/build takes the whole file for a comment (until Go 1.4 it was one).
    if (packageName === 'documentation') return { isDocumentation: true };
    const embeds = imports.includes('embed') ? readEmbeds(readFileSync(file, 'utf8')) : [];
    const source: { -readonly [fact in keyof SourceFile]: SourceFile[fact] } = readHeader(
      text,
      packageName === undefined ? undefined : code,
    );
    if (imports.length > 0) source.imports = imports;
    if (embeds.length > 0) source.embeds = embeds;
    return source;
  } catch (error) {
    return { unreadable: reasonOf(error) };
  }
}

interface ReadHead {
  readonly text: string;
  readonly head: Head;
}

function readHead(file: number): ReadHead {
  for (let size = FIRST; ; size = Math.min(size * 8, MOST)) {
    const into = size === FIRST ? buffer : Buffer.allocUnsafe(size);
    const length = readSync(file, into, 0, size, 0);
    const short = length > SHORT ? headOf(into, SHORT) : undefined;
    if (short?.head.end === 'reached') return short;
    const whole = headOf(into, length);
    if (whole.head.end === 'reached' || length < size) return whole;
    if (size === MOST) throw new Error(`no end of the imports in its first ${MOST >> 20} MB`);
  }
}

function headOf(bytes: Buffer, length: number): ReadHead {
  const text = bytes.toString('utf8', 0, length);
  return { text, head: scanImports(text) };
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';

/** Neither a named pipe nor a device is waited for, should one take the file's place. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const CHUNK = 1 << 20;
/** A larger file counts with its size and time: reading it would take longer than most runs. */
const LARGEST = 1 << 30;

/**
 * A digest of what a file holds, through a link if it is one. Pipes, sockets and devices have no content that could be
 * read to an end; for these, and for what cannot be read, the answer is a word that says so.
 */
export function contentDigest(path: string): string {
  try {
    return withFile(path, (file, { size, mtimeMs }) => (size > LARGEST ? `${size} ${mtimeMs}` : hashOf(file, size)));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unreadable';
  }
}

/** The SHA-256 of a regular file, whatever its size. */
export function sha256Of(path: string): string {
  return withFile(path, (file, { size }) => hashOf(file, size));
}

/** The text of a regular file; undefined for everything else. */
export function readRegularText(path: string): string | undefined {
  try {
    // Most of what is asked for is not there, and an exception takes longer than the answer.
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
    return withFile(path, (file, { size }) => {
      const bytes = Buffer.alloc(size);
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, size, 0));
    });
  } catch {
    return undefined;
  }
}

function withFile<T>(path: string, use: (file: number, stat: Stats) => T): T {
  // Asked for before it is opened: opening alone makes some devices act.
  if (!statSync(path).isFile()) throw new NoRegularFile();
  const file = openSync(path, READ);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new NoRegularFile();
    return use(file, stat);
  } finally {
    closeSync(file);
  }
}

class NoRegularFile extends Error {
  readonly code = 'no regular file';

  constructor() {
    super('no regular file');
  }
}

/** Not further than its size says: a file that grows, and some below /proc, have no end. */
function hashOf(file: number, size: number): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(Math.min(size, CHUNK));
  for (let at = 0; at < size;) {
    const length = readSync(file, buffer, 0, Math.min(buffer.length, size - at), at);
    if (length === 0) break;
    hash.update(buffer.subarray(0, length));
    at += length;
  }
  return hash.digest('hex');
}

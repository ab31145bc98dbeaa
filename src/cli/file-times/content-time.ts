import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readlinkSync, readSync } from 'node:fs';

/** 1985: what packs files minds times before 1980. In seconds since 1970, as are all times here. */
export const EARLIEST = Date.UTC(1985, 0) / 1_000;
/**
 * 2^30 seconds and 64 steps in each, so that two contents have the same time once in 2^36. A step is a whole number of
 * microseconds: Node releases differ in how they round what lies below.
 */
const [SECONDS, STEPS] = [2 ** 30, 64];
/** In 2019: no time that follows from a content is later. */
export const LATEST = EARLIEST + SECONDS;

/** The time that follows from a content: the same for the same bytes on every machine, another one for others. */
export function timeOf(digest: Buffer): number {
  const step = digest.readUIntBE(0, 6) % (SECONDS * STEPS);
  return EARLIEST + step / STEPS;
}

const chunk = Buffer.allocUnsafe(256 * 1_024);

/** The digest of an open file. */
export function digestOf(file: number): Buffer {
  const hash = createHash('sha256');
  for (;;) {
    const length = readSync(file, chunk, 0, chunk.length, null);
    if (length === 0) return hash.digest();
    hash.update(chunk.subarray(0, length));
  }
}

/** The digest of where a link leads. */
export function digestOfLink(path: string): Buffer {
  return createHash('sha256').update(readlinkSync(path)).digest();
}

/** Opens a file of this name, and nothing that a link of this name leads to. */
export function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

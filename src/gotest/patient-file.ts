import { closeSync, openSync, writeSync } from 'node:fs';
import { outputUnwritable } from './errors';

/** Bytes that wait for room on the disk at most: whoever fills the disk must not fill the memory, too. */
const WAITING_MOST = 64 << 20;

export interface PatientFile {
  write(text: string): void;
  /** Returns why the file is not whole; undefined when it is. */
  close(): string | undefined;
}

/**
 * A file for the output of tests, which may fill the disk that it lies on and make room again. Writing never throws: what
 * finds no room waits for the next write, or for the end.
 */
export function openPatientFile(path: string): PatientFile {
  const file = open(path);
  const waiting: Buffer[] = [];
  let size = 0;
  let failure: string | undefined;
  let isTorn = false;
  let isClosed = false;
  const flush = () => {
    failure = undefined;
    while (waiting.length > 0) {
      try {
        // A disk that is nearly full takes less than it was given.
        const written = writeSync(file, waiting[0]!);
        size -= written;
        if (written < waiting[0]!.length) waiting[0] = waiting[0]!.subarray(written);
        else waiting.shift();
      } catch (error) {
        failure = (error as Error).message;
        return;
      }
    }
  };
  return {
    write: (text) => {
      const bytes = Buffer.from(text);
      isTorn ||= size + bytes.length > WAITING_MOST && failure !== undefined;
      if (isTorn) return;
      waiting.push(bytes);
      size += bytes.length;
      flush();
    },
    close: () => {
      if (isClosed) return failure;
      flush();
      closeSync(file);
      isClosed = true;
      return failure ?? (isTorn ? 'the disk was full for too long' : undefined);
    },
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw outputUnwritable(path, (error as Error).message);
  }
}

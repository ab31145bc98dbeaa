import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The files of a workspace, by paths from its root. */
export interface Disk {
  readonly path: string;
  exists(file: string): boolean;
  /** Undefined when it cannot be read. */
  read(file: string): string | undefined;
}

/** The workspace's files; each question is answered once. */
export function openDisk(path: string): Disk {
  const known = new Map<string, boolean>();
  const texts = new Map<string, string | undefined>();
  return {
    path,
    exists(file) {
      const answer = known.get(file) ?? existsSync(join(path, file));
      known.set(file, answer);
      return answer;
    },
    read(file) {
      if (!texts.has(file)) texts.set(file, readText(join(path, file)));
      return texts.get(file);
    },
  };
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

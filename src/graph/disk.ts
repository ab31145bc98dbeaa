import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Disk } from './governing-files';

/** The workspace's files; each question is answered once. */
export function openDisk(path: string): Disk {
  const known = new Map<string, boolean>();
  return {
    path,
    exists(file) {
      const answer = known.get(file) ?? existsSync(join(path, file));
      known.set(file, answer);
      return answer;
    },
    read(file) {
      try {
        return readFileSync(join(path, file), 'utf8');
      } catch {
        return undefined;
      }
    },
  };
}

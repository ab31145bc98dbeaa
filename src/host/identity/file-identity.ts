import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { sha256Of } from '../../task-key';

/** The same text for two paths exactly if they lead to the same file; undefined when there is none. */
export function fileIdentity(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}

export function fileDigest(path: string): string {
  return `sha256:${sha256Of(path)}`;
}

/** Whether the kernel would start another program for it. */
export function isScript(path: string): boolean {
  const start = Buffer.alloc(2);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, start);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
  return start.toString('latin1') === '#!';
}

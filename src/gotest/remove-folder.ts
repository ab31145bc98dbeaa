import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Removes a folder with all that tests left in it: also what lies in folders without write permission, such as a copy
 * of Go's module cache. Returns why something is still there; undefined when nothing is.
 */
export function removeFolder(path: string): string | undefined {
  try {
    rmSync(path, { recursive: true, force: true });
    return undefined;
  } catch {
    makeWritable(path);
  }
  try {
    rmSync(path, { recursive: true, force: true });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Every folder, from the top down; links are not followed. What belongs to another user stays as it is. */
function makeWritable(folder: string): void {
  try {
    chmodSync(folder, 0o700);
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) makeWritable(join(folder, entry.name));
    }
  } catch {
    // Removing it will say why it cannot be removed.
  }
}

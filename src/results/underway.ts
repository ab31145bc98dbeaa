import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

/** Begins the names of files on their way to the place of a result. */
const UNDERWAY = '.nx-go-cross-';

/** A new name in a folder for something that is on its way. */
export function underwayIn(folder: string, name: string): string {
  return join(folder, `${UNDERWAY}${randomUUID().slice(0, 8)}-${name}`);
}

export function isUnderway(name: string): boolean {
  return name.startsWith(UNDERWAY);
}

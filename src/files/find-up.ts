import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The path of the nearest file of a name in a folder or above it. */
export function findUp(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const parent = dirname(folder);
  return parent === folder ? undefined : findUp(parent, name);
}

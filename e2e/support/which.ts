import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cleanEnv } from './env';

/** The path of a program that this machine has. */
export function which(name: string): string {
  const paths = cleanEnv()
    .PATH!.split(delimiter)
    .map((folder) => join(folder, name));
  const found = paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error(`this machine has no ${name}`);
  return found;
}

/** Whether this machine has a program. */
export function has(name: string): boolean {
  try {
    return which(name) !== '';
  } catch {
    return false;
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A shell script of this package as one argument for `sh -c`, comments taken out.
 * Text instead of a path: Go's result cache then keys on what the script does, and not on where it is installed.
 */
export function inlineScript(dir: string, name: string): string {
  const lines = readFileSync(join(dir, name), 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#')).join('\n');
}

/** The $0 of our shells, which their messages begin with: by it src/diagnosis tells them from a shell of the tests. */
export const SHELL_NAME = 'nx-go-cross-sh';

/** The words that run such a script, its arguments to follow. */
export function shellWords(dir: string, name: string): string[] {
  return ['/bin/sh', '-c', inlineScript(dir, name), SHELL_NAME];
}

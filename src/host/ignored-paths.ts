import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../process';

/**
 * The paths, from the workspace root, of the files that git or .nxignore leave out, folders with a slash at their end
 * and not opened (git help ls-files). Undefined outside of a git checkout: nobody can tell then.
 */
export async function ignoredPaths(root: string, env: NodeJS.ProcessEnv): Promise<string[] | undefined> {
  const list = ['ls-files', '-z', '--ignored', '--directory'];
  const nxignore = existsSync(join(root, '.nxignore'));
  const found = await Promise.all([
    git(root, env, [...list, '--others', '--exclude-standard']),
    ...(nxignore ? [git(root, env, ['ls-files', '-z', '--ignored', '--cached', '--exclude-from=.nxignore'])] : []),
  ]);
  return found.includes(undefined) ? undefined : [...new Set(found.flatMap((paths) => paths!))];
}

async function git(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string[] | undefined> {
  const { exitCode, stdout } = await capture(['git', ...args], { cwd, env });
  return exitCode === 0 ? stdout.split('\0').filter((path) => path !== '') : undefined;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../process';

/**
 * The paths, from the workspace root, of the files that Nx leaves out because of .gitignore or .nxignore, folders with a
 * slash at their end and not opened (git help ls-files). Nx goes by the patterns, so that files which git tracks in spite
 * of them are among these. Undefined outside of a git checkout: nobody can tell then.
 */
export async function ignoredPaths(root: string, env: NodeJS.ProcessEnv): Promise<string[] | undefined> {
  const nxignore = join(root, '.nxignore');
  const list = ['ls-files', '-z', '--ignored', '--directory', '--others', '--cached', '--exclude-standard'];
  const found = await Promise.all([
    git(root, env, list),
    // In the place of the user's own list of patterns, which the first one goes by.
    ...(existsSync(nxignore) ? [git(root, env, ['-c', `core.excludesFile=${nxignore}`, ...list])] : []),
  ]);
  return found.includes(undefined) ? undefined : [...new Set(found.flatMap((paths) => paths!))];
}

async function git(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<string[] | undefined> {
  const { exitCode, stdout } = await capture(['git', ...args], { cwd, env });
  return exitCode === 0 ? stdout.split('\0').filter((path) => path !== '') : undefined;
}

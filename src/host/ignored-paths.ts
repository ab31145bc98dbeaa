import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularText } from '../inputs';
import { capture } from '../process';
import { globalExcludesFile } from './git-lists';
import { IgnoreRules } from './ignore-rules';

export interface IgnoredPaths {
  /** From the workspace root, folders with a slash at their end and not opened. */
  readonly paths: readonly string[];
  /** Whether Nx leaves out a file. */
  readonly isIgnored: (file: string) => boolean;
  /** Why git could not be asked, where it could not. */
  readonly withoutGit?: string;
}

/** Of the caller's own repository: what a git hook sets would lead git elsewhere. */
const LOCAL = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR'];

/**
 * The files that Nx leaves out because of .gitignore, .nxignore and the like. Nx goes by the patterns, so that files which
 * git tracks in spite of them are among these. Git is the fastest to tell; it does not look into the folders `beyondGit`,
 * other repositories and folders with patterns that are not git's, and where it cannot be asked the patterns are read here.
 */
export async function ignoredPaths(
  root: string,
  env: NodeJS.ProcessEnv,
  beyondGit: readonly string[],
): Promise<IgnoredPaths> {
  const foreign = Object.entries(env).filter(([name]) => !LOCAL.includes(name));
  const own = { ...Object.fromEntries(foreign), LC_ALL: 'C' };
  const list = ['ls-files', '-z', '--ignored', '--directory', '--others', '--cached', '--exclude-standard'];
  const others = ['.nxignore', '.ignore'].map((name) => join(root, name));
  const patterns = [...others, ...(replacesGlobal(root, env) ? [globalExcludesFile(env)] : [])];
  const found = await Promise.all([
    git(root, own, list),
    // In the place of the user's own list of patterns, which the first one goes by.
    ...patterns
      .filter((file) => existsSync(file))
      .map((file) => git(root, own, ['-c', `core.excludesFile=${file}`, ...list])),
  ]);
  const rules = new IgnoreRules(root, env);
  const withoutGit = found.find((answer) => typeof answer === 'string');
  // All of it, in the words of a repository around it: Nx does not ask that one.
  const isWhole = found.some((answer) => answer.includes('./'));
  if (withoutGit !== undefined || isWhole) {
    return { paths: [...rules.below('.')], isIgnored: (file) => rules.isIgnored(file), withoutGit };
  }
  const beyond = beyondGit.filter((dir) => dir !== '.' && !rules.isIgnored(`${dir}/`));
  const paths = new Set([...found.flat(), ...beyond.flatMap((dir) => [...rules.below(dir)])]);
  // Git does not know what a .nxignore takes in again.
  return { paths: [...paths], isIgnored: (file) => isListed(file, paths) && rules.isIgnored(file) };
}

/** Whether git is told of another list than the user's own, which Nx goes by in any case. */
function replacesGlobal(root: string, env: NodeJS.ProcessEnv): boolean {
  const variables = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith('GIT_CONFIG') ? (value ?? '') : [],
  );
  const own = readRegularText(join(root, '.git', 'config')) ?? '';
  return [own, ...variables].some((text) => /excludesfile/i.test(text));
}

/** Whether a file or a folder that it lies in is among the paths. */
function isListed(file: string, paths: ReadonlySet<string>): boolean {
  if (paths.has(file)) return true;
  for (let at = file.indexOf('/'); at >= 0; at = file.indexOf('/', at + 1)) {
    if (paths.has(file.slice(0, at + 1))) return true;
  }
  return false;
}

/** The paths, or why there are none. */
async function git(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<readonly string[] | string> {
  const { exitCode, stdout, stderr, errno, timedOut } = await capture(['git', ...args], { cwd, env });
  if (exitCode === 0) return stdout.split('\0').filter((path) => path !== '');
  if (errno !== undefined) return errno === 'ENOENT' ? 'there is no git on PATH' : `git cannot be started: ${errno}`;
  if (timedOut) return 'git did not answer within 30 s';
  if (stderr.includes('dubious ownership')) {
    return 'git refuses the checkout, because it belongs to another user (git help config, safe.directory)';
  }
  if (stderr.includes('not a git repository')) return 'this is no git checkout';
  return `git says: ${stderr.trim().split('\n')[0] || `exit code ${exitCode}`}`;
}

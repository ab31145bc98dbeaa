import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularText } from '../task-key';
import { askGit, type GitRefusal } from '../process';
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
  const list = ['ls-files', '-z', '--ignored', '--directory', '--others', '--cached', '--exclude-standard'];
  const others = ['.nxignore', '.ignore'].map((name) => join(root, name));
  const patterns = [...others, ...(replacesGlobal(root, env) ? [globalExcludesFile(env)] : [])];
  const found = await Promise.all([
    listed(root, env, list),
    // In the place of the user's own list of patterns, which the first one goes by.
    ...patterns
      .filter((file) => existsSync(file))
      .map((file) => listed(root, env, ['-c', `core.excludesFile=${file}`, ...list])),
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

/** What git lists, or why there is nothing. */
async function listed(
  cwd: string,
  env: NodeJS.ProcessEnv,
  args: readonly string[],
): Promise<readonly string[] | string> {
  const answer = await askGit(args, cwd, env);
  return typeof answer === 'string' ? answer.split('\0').filter((path) => path !== '') : explained(answer);
}

function explained({ reason, text, exitCode }: GitRefusal): string {
  const says = `git says: ${text || `exit code ${exitCode}`}`;
  const explanations: Readonly<Record<GitRefusal['reason'], string>> = {
    missing: 'there is no git on PATH',
    cannotStart: `git cannot be started: ${text}`,
    timedOut: 'git did not answer within 30 s',
    foreignOwner: 'git refuses the checkout, because it belongs to another user (git help config, safe.directory)',
    noRepository: 'this is no git checkout',
    failed: says,
  };
  return explanations[reason];
}

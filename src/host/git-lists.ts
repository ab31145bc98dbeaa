import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readRegularText } from '../task-key';
import { statOf } from '../files';

/** The `info/exclude` of the repository whose top a folder is: a clone, a worktree or a submodule. */
export function excludeFile(folder: string): string | undefined {
  const git = join(folder, '.git');
  const stat = statOf(git);
  if (stat === undefined) return undefined;
  if (stat.isDirectory()) return join(git, 'info', 'exclude');
  const [, to] = /^gitdir: (.+?)\s*$/m.exec(readRegularText(git) ?? '') ?? [];
  if (to === undefined) return undefined;
  const own = resolve(folder, to);
  // Worktrees share what is in the repository that they are of.
  const common = readRegularText(join(own, 'commondir'))?.trim();
  return join(common === undefined ? own : resolve(own, common), 'info', 'exclude');
}

/** The user's own list of patterns (git help config, core.excludesFile). */
export function globalExcludesFile(env: NodeJS.ProcessEnv): string {
  const home = env.HOME || homedir();
  const config = env.XDG_CONFIG_HOME || join(home, '.config');
  for (const file of [join(home, '.gitconfig'), join(config, 'git', 'config')]) {
    const [, path] = /^\s*excludesfile\s*=\s*"?([^"\n]+?)"?\s*$/im.exec(readRegularText(file) ?? '') ?? [];
    if (path !== undefined) return resolve(dirname(file), path.replace(/^~(?=\/)/, home));
  }
  return join(config, 'git', 'ignore');
}

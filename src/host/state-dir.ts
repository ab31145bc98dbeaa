import { mkdirSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * The folder where facts about this machine are kept between commands: `$XDG_CACHE_HOME/nx-go-cross`, else
 * `~/.cache/nx-go-cross`, else a private folder of this user below the temporary folder.
 * Undefined when none of them can be had: facts are then gathered anew by every command.
 */
export function stateDir(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return candidates(env).find(isUsable);
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  const xdg = env.XDG_CACHE_HOME;
  const user = process.getuid?.() ?? 'user';
  return [
    ...(xdg && isAbsolute(xdg) ? [join(xdg, 'nx-go-cross')] : []),
    join(homedir(), '.cache', 'nx-go-cross'),
    join(tmpdir(), `nx-go-cross-${user}`),
  ];
}

/** Programs are run from this folder, so nobody else may write to it. */
function isUsable(dir: string): boolean {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(dir);
    return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  } catch {
    return false;
  }
}

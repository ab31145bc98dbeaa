import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { statOf } from '../files';
import { isPrivate, privateFolder } from './private-folder';

/** A place for the state folder, and the users besides this one and root who may replace what lies there. */
export interface Candidate {
  readonly path: string;
  readonly trusted: readonly number[];
}

const found = new Map<string, string | undefined>();

/**
 * The folder where facts about this machine are kept between commands: `$XDG_CACHE_HOME/nx-go-cross`, else
 * `~/.cache/nx-go-cross`, else a private folder of this user below the temporary folder. Programs are run from it.
 * Undefined when none of them is safe from other users: facts are then gathered anew by every command.
 */
export function stateDir(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const all = candidates(env);
  const key = JSON.stringify(all);
  const known = found.get(key);
  if (known !== undefined && isPrivate(known)) return known;
  let folder: string | undefined;
  for (const { path, trusted } of all) folder ??= privateFolder(path, trusted);
  found.set(key, folder);
  return folder;
}

/** What to say where nothing can be kept; undefined where it can. */
export function stateWarning(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (stateDir(env) !== undefined) return undefined;
  return (
    'nx-go-cross: no other user may be able to change the folder for facts about this machine, and neither ' +
    'XDG_CACHE_HOME nor HOME nor TMPDIR leads to such a one: nothing is kept, and every command takes longer. ' +
    'Set XDG_CACHE_HOME to a folder of your own.'
  );
}

/** A folder in the state folder; undefined without one. */
export function stateFolder(name: string): string | undefined {
  const state = stateDir();
  if (state === undefined) return undefined;
  // Nobody else can change the state folder, so that a look at the folder in it is enough.
  const folder = join(state, name);
  return isPrivate(folder) ? folder : privateFolder(folder);
}

/** Where it may be, in order of preference. */
export function candidates(env: NodeJS.ProcessEnv): Candidate[] {
  const xdg = env.XDG_CACHE_HOME;
  const user = process.getuid?.() ?? 'user';
  const [home, temporary] = [env.HOME || homedir(), env.TMPDIR || tmpdir()];
  // A home folder is often its user's also for root: in a container, or with sudo.
  const owner = statOf(home)?.uid;
  const trusted = owner === undefined ? [] : [owner];
  return [
    ...(xdg && isAbsolute(xdg) ? [{ path: join(xdg, 'nx-go-cross'), trusted }] : []),
    ...(isAbsolute(home) ? [{ path: join(home, '.cache', 'nx-go-cross'), trusted }] : []),
    ...(isAbsolute(temporary) ? [{ path: join(temporary, `nx-go-cross-${user}`), trusted: [] }] : []),
  ];
}

import { devNull } from 'node:os';
import { findUp, realPath } from '../files';
import type { Captured } from '../process';
import { gorootOf } from './go-command';
import { goVariable } from './go-environment';

interface Asked {
  readonly captured: Captured;
  /** Where the answer for another folder has another value. */
  readonly changed: Readonly<Record<string, string>>;
}

/** By command, go.work and environment: what is asked once for all tasks of a process. */
const answers = new Map<string, Promise<Captured>>();

/**
 * What `go env` says in a folder, out of what it said in another one of the same go.work: the toolchain is that of the
 * go.work, and only GOMOD is another (go help work). Asks where that is not so, as outside of a go.work.
 */
export async function askOncePerWorkspace(
  path: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  ask: () => Promise<Captured>,
): Promise<Asked> {
  const work = workspaceOf(path, cwd, env);
  if (work === undefined) return { captured: await ask(), changed: {} };
  const key = JSON.stringify([path, work, Object.entries(env).filter(isForGo).sort()]);
  const known = answers.get(key) ?? ask();
  answers.set(key, known);
  return { captured: await known, changed: { GOMOD: findUp(cwd, 'go.mod') ?? devNull } };
}

function workspaceOf(path: string, cwd: string, env: NodeJS.ProcessEnv): string | undefined {
  // A version manager may have another Go for each folder.
  if (gorootOf(path) === undefined || realPath(cwd) !== cwd) return undefined;
  // These say which module is meant, wherever the folder lies.
  if (['GOWORK', 'GO111MODULE'].some((name) => goVariable(name, env) !== '')) return undefined;
  return findUp(cwd, 'go.work');
}

/** Each task has variables of its own, which Go does not know. */
function isForGo([name]: readonly [string, string | undefined]): boolean {
  return !/^(NX_|LERNA_|PWD$|OLDPWD$)/.test(name);
}

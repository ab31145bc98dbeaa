import { INSTALLERS, type Installer } from '../emulation';
import { findExecutable } from './find-executable';

/** The package manager of this machine, if it is one whose package names are known. */
export function findInstaller(env: NodeJS.ProcessEnv, cwd: string): Installer | undefined {
  return INSTALLERS.find((name) => findExecutable([name], env, cwd) !== undefined);
}

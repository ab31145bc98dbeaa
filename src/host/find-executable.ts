import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { isExecutable, statOf } from '../files';

/** The first executable of one of these names on PATH, names in order of preference. A name with a slash is a path. */
export function findExecutable(names: readonly string[], env: NodeJS.ProcessEnv, cwd: string): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const name of names) {
    const paths = /[\\/]/.test(name) ? [resolve(cwd, name)] : folders.map((folder) => join(folder, name));
    const found = paths.flatMap(withExtensions).find((one) => isExecutable(one) && statOf(one)?.isFile());
    if (found !== undefined) return found;
  }
  return undefined;
}

function withExtensions(path: string): string[] {
  return process.platform === 'win32' ? [`${path}.exe`, `${path}.cmd`, path] : [path];
}

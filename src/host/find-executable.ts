import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

/** The first executable of one of these names on PATH, names in order of preference. A name with a slash is a path. */
export function findExecutable(names: readonly string[], env: NodeJS.ProcessEnv, cwd: string): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const name of names) {
    const paths = /[\\/]/.test(name) ? [resolve(cwd, name)] : folders.map((folder) => join(folder, name));
    const found = paths.flatMap(withExtensions).find(isExecutableFile);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withExtensions(path: string): string[] {
  return process.platform === 'win32' ? [`${path}.exe`, `${path}.cmd`, path] : [path];
}

function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

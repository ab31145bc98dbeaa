import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cleanEnv } from './env';
import type { Workspace } from './workspace';

/** PATH as it is, but for Go: a folder that holds it among other things is replaced by one with the others. */
export function pathWithoutGo(workspace: Workspace): string {
  const folders = cleanEnv()
    .PATH!.split(delimiter)
    .filter((folder) => existsSync(folder));
  const replaced = folders.map((folder, index) => {
    if (!existsSync(join(folder, 'go'))) return folder;
    const mirror = join(workspace.base, `no-go-${index}`);
    if (existsSync(mirror)) return mirror;
    mkdirSync(mirror);
    for (const name of readdirSync(folder)) {
      if (!/^go(fmt)?$/.test(name)) symlinkSync(join(folder, name), join(mirror, name));
    }
    return mirror;
  });
  return replaced.join(delimiter);
}

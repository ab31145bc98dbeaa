import { realpathSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { EMULATED_GOARCHS, qemuName } from '../ports';
import { isExecutable } from '../files';
import { readEmulator, type Emulator } from './emulator';

export interface ListedEmulator extends Emulator {
  readonly goarch: string;
  /** It is the one that runs are given, unless they name another. */
  readonly isFirst: boolean;
}

/** Every qemu-user binary on PATH, both kinds of names, with its version. */
export async function listEmulators(env: NodeJS.ProcessEnv): Promise<ListedEmulator[]> {
  const folders = [...new Set((env.PATH ?? '').split(delimiter).filter((folder) => isAbsolute(folder)))];
  const found = EMULATED_GOARCHS.flatMap((goarch) => {
    const names = [`qemu-${qemuName(goarch)}`, `qemu-${qemuName(goarch)}-static`];
    const paths = names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(isExecutable);
    // /bin is the same folder as /usr/bin on most machines.
    const distinct = [...new Map(paths.toReversed().map((path) => [realpathSync(path), path])).values()].toReversed();
    return distinct.map((path, index) => ({ goarch, path, isFirst: index === 0 }));
  });
  return Promise.all(found.map(async ({ path, ...rest }) => ({ ...(await readEmulator(path)), ...rest })));
}

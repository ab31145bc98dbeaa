import { join, posix } from 'node:path';
import { fromRoot, lastFlag, readSource, type Disk, type GoFlag } from '../../golang';

/** Files that flags of cmd/go name, as they are written there (go help build). */
export interface FlagFiles {
  readonly modfile?: string;
  readonly overlay?: string;
  readonly pgo?: string;
}

/** What stands for no file: an empty value, and the two words of `-pgo`. */
const NO_FILE = /^(|auto|off)$/;

export function flagFilesOf(flags: readonly GoFlag[]): FlagFiles {
  const file = (name: string) => {
    const value = lastFlag(name, flags) ?? '';
    return NO_FILE.test(value) ? undefined : value;
  };
  return { modfile: file('modfile'), overlay: file('overlay'), pgo: file('pgo') };
}

/** All that Go reads by these flags when it is started in a project's folder, by paths from the workspace's root. */
export function filesNamed({ modfile, overlay, pgo }: FlagFiles, project: string, disk: Disk): string[] {
  const at = (file: string) => fromRoot(disk.path, project, file);
  const sums = modfile?.replace(/\.mod$/, '.sum');
  const named = [modfile, sums, overlay, pgo].flatMap((file) => (file === undefined ? [] : at(file)));
  return [...named, ...backingFiles(overlay, project, disk)];
}

/** What the Go files import that an overlay puts into the place of others. */
export function overlaidImports({ overlay }: FlagFiles, project: string, disk: Disk): string[] {
  const sources = backingFiles(overlay, project, disk).filter((file) => posix.extname(file) === '.go');
  return sources.flatMap((file) => readSource(join(disk.path, file)).imports ?? []);
}

function backingFiles(overlay: string | undefined, project: string, disk: Disk): string[] {
  if (overlay === undefined) return [];
  const { Replace } = disk.json(fromRoot(disk.path, project, overlay)) ?? {};
  const files = Object.values((Replace ?? {}) as object).filter((file) => typeof file === 'string' && file !== '');
  return files.map((file) => fromRoot(disk.path, project, file as string));
}

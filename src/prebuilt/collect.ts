import { pathsFrom } from '../files';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { shellWords } from '../process';

/** A test binary that collect.sh kept. */
export interface KeptBinary {
  /** The package's folder. */
  readonly dir: string;
  /** The same from the workspace root; undefined outside of it. Then the binary was not kept either. */
  readonly workspaceDir?: string;
  /** The binary, from the folder that keeps them. */
  readonly file?: string;
  /** Flags that cmd/go would have given it, without those of every run. */
  readonly args: readonly string[];
}

export interface Kept {
  readonly binaries: readonly KeptBinary[];
  /** With coverPkg: what packages consist of. */
  readonly metaFiles: readonly { readonly importPath: string; readonly file: string }[];
}

/** Where test binaries are to be kept. */
export interface Keep {
  readonly folder: string;
  /** The workspace's folder. */
  readonly root: string;
}

/** The words that keep a binary: the launch of a plan that runs nothing. */
export function collectLaunch(): string[] {
  return shellWords(__dirname, 'collect.sh');
}

/** Moves what collect.sh kept out of the scratch folder. Equal names do not meet: each package has its own folder. */
export function collectBinaries(scratch: string, { folder, root }: Keep): Kept {
  const kept = join(scratch, 'kept');
  const names = existsSync(kept) ? readdirSync(kept).sort() : [];
  return {
    binaries: names.map((name) => collectBinary(join(kept, name), folder, root)),
    metaFiles: collectMetaFiles(join(scratch, 'coverage'), folder),
  };
}

function collectBinary(kept: string, folder: string, root: string): KeptBinary {
  const dir = readFileSync(join(kept, 'dir'), 'utf8').replace(/\n$/, '');
  const [binary = '', ...args] = readFileSync(join(kept, 'args'), 'utf8').split('\0').slice(0, -1);
  const own = args.filter((word) => !EVERY_RUN.test(word));
  const workspaceDir = pathsFrom(root)(dir);
  if (workspaceDir === undefined) return { dir, args: own };
  const file = join('packages', workspaceDir, basename(binary));
  move(join(kept, basename(binary)), join(folder, file));
  chmodSync(join(folder, file), 0o755);
  return { dir, workspaceDir, file: file.split(sep).join('/'), args: own };
}

/** Given anew by whoever runs the binary. */
const EVERY_RUN = /^-test\.(testlogfile|paniconexit0|gocoverdir|v|timeout|coverprofile|outputdir)(=|$)/;

function collectMetaFiles(from: string, folder: string): Kept['metaFiles'] {
  const list = join(from, 'metafiles.txt');
  if (!existsSync(list)) return [];
  const { ImportPaths, MetaFileFragments } = JSON.parse(readFileSync(list, 'utf8')) as MetaFileList;
  return (ImportPaths ?? []).map((importPath, index) => {
    const listed = MetaFileFragments![index]!;
    const name = basename(listed);
    move(join(from, basename(dirname(listed)), name), join(folder, 'coverage', name));
    return { importPath, file: `coverage/${name}` };
  });
}

/** Of a `go test -coverpkg` (internal/coverage, MetaFileCollection). */
export interface MetaFileList {
  readonly ImportPaths: readonly string[] | null;
  readonly MetaFileFragments: readonly string[] | null;
}

/** Within the scratch folder there is nothing to copy. */
function move(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

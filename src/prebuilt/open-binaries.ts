import { isExecutable, statOf } from '../files';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import {
  binaryChanged,
  binaryMissing,
  binaryNotExecutable,
  otherBuildOption,
  otherPort,
  otherProject,
  workingFolderMissing,
} from './errors';
import { sha256Of } from '../task-key';
import { formatPort, type Port } from '../ports';
import { filesIn, readManifest, refuseLinkOut, type BuildOptions, type HashedFile, type Manifest } from './manifest';

/** A folder of test binaries that was looked at and is as it was built. */
export interface BinarySet {
  readonly folder: string;
  readonly manifest: Manifest;
  /** The workspace's folder, from which the packages' folders are counted. */
  readonly root: string;
}

export interface BinariesRequest {
  readonly folder: string;
  readonly root: string;
  readonly project: string;
  readonly port: Port;
  /** Options of the target that would decide what is built; unset ones agree with everything. */
  readonly options: BuildOptions & { readonly cgo?: string };
}

/** Reads a folder of test binaries. Throws CrossTestError `invalidBinaries` when it is not what the target needs. */
export function openBinaries({ folder, root, project, port, options }: BinariesRequest): BinarySet {
  const manifest = readManifest(folder);
  if (manifest.project !== project) throw otherProject(folder, manifest.project, project);
  const [built, asked] = [formatPort(manifest.port), formatPort(port)];
  if (built !== asked) throw otherPort(folder, built, asked);
  const builtWith: Readonly<Record<string, unknown>> = { ...manifest.options, cgo: manifest.cgo };
  for (const [option, value] of Object.entries(options)) {
    if (isSet(value) && JSON.stringify(value) !== JSON.stringify(builtWith[option])) {
      throw otherBuildOption(folder, option, builtWith[option], value);
    }
  }
  for (const file of filesIn(manifest)) verify(folder, file);
  for (const { file } of [manifest.probe, ...manifest.packages.flatMap(({ binary }) => binary ?? [])]) {
    makeExecutable(join(folder, file));
  }
  const missing = manifest.packages.flatMap(({ dir }) =>
    dir === undefined || statOf(join(root, dir))?.isDirectory() ? [] : dir,
  );
  if (missing.length > 0) throw workingFolderMissing(missing, root);
  return { folder, manifest, root };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

function verify(folder: string, { file, sha256 }: HashedFile): void {
  const path = join(folder, file);
  refuseLinkOut(folder, path);
  if (!statOf(path)?.isFile()) throw binaryMissing(path);
  if (sha256Of(path) !== sha256) throw binaryChanged(path);
}

/** What carries artifacts from machine to machine often loses the permission (actions/upload-artifact does). */
function makeExecutable(path: string): void {
  if (isExecutable(path)) return;
  try {
    chmodSync(path, 0o755);
  } catch (error) {
    throw binaryNotExecutable(path, (error as Error).message);
  }
}

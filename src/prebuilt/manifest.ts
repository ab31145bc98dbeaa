import { realPath } from '../files';
import { isAbsolute, join, normalize, sep } from 'node:path';
import { isOutside } from '../golang';
import { linkLeadsOut, manifestGarbled, manifestMissing, manifestTooNew } from './errors';
import { readRegularText } from '../task-key';
import { misfit, type Shape } from './shape';

/** A file of the folder, by its path from there. */
export interface HashedFile {
  readonly file: string;
  readonly sha256: string;
}

/** Options that decide what test binaries are; as they were given, unset ones left out. */
export interface BuildOptions {
  readonly packages?: readonly string[];
  readonly tags?: readonly string[];
  readonly race?: boolean;
  readonly cover?: boolean;
  readonly coverPkg?: readonly string[];
  readonly goFlags?: readonly string[];
}

export interface ManifestPackage {
  readonly importPath: string;
  /** Of a package with tests: the folder to run them in, from the workspace root. */
  readonly dir?: string;
  readonly binary?: HashedFile;
  /** More flags for the binary, which `goFlags` or GOFLAGS asked for. */
  readonly args?: readonly string[];
  /** What cmd/go said instead of running a binary: that there are no test files. */
  readonly output?: string;
}

/** manifest.json of a folder of test binaries. Nothing in it depends on where or when they were built. */
export interface Manifest {
  readonly schema: 1;
  readonly project: string;
  readonly port: { readonly id: string; readonly goos: string; readonly goarch: string; readonly level?: string };
  /** Version of Go. */
  readonly go: string;
  /** `off`, `dynamic` or `static`. */
  readonly cgo: string;
  readonly options: BuildOptions;
  /** The flags of GOFLAGS that count for the binaries; unset by a plugin that did not note them. */
  readonly goflags?: readonly string[];
  /** Prints the port: the proof that a runner works. */
  readonly probe: HashedFile;
  /** What of GOROOT/lib/wasm a runner needs, for wasm ports. */
  readonly wasm: readonly HashedFile[];
  readonly cover?: {
    /** `set`, `count` or `atomic`. */
    readonly mode: string;
    /** The coverage of packages that have no tests. */
    readonly untested: HashedFile;
    /** With coverPkg: what packages consist of that a test binary does not import. */
    readonly packages: readonly (HashedFile & { readonly importPath: string })[];
  };
  readonly packages: readonly ManifestPackage[];
}

const FILE = { file: 'text', sha256: 'text' } as const;
const TEXTS = ['text'] as const;
const SHAPE: Shape = {
  project: 'text',
  port: { id: 'text', goos: 'text', goarch: 'text', 'level?': 'text' },
  go: 'text',
  cgo: 'text',
  options: {
    ...{ 'packages?': TEXTS, 'tags?': TEXTS, 'coverPkg?': TEXTS, 'goFlags?': TEXTS },
    ...{ 'race?': 'flag', 'cover?': 'flag' },
  },
  'goflags?': TEXTS,
  probe: FILE,
  wasm: [FILE],
  'cover?': { mode: 'text', untested: FILE, packages: [{ ...FILE, importPath: 'text' }] },
  packages: [{ importPath: 'text', 'dir?': 'text', 'binary?': FILE, 'args?': TEXTS, 'output?': 'text' }],
};

export const MANIFEST = 'manifest.json';

/** Reads the manifest of a folder. Throws CrossTestError `invalidBinaries` for everything that is not one. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST);
  const manifest = parse(file, read(file, folder));
  const { schema } = (manifest ?? {}) as { schema?: unknown };
  if (typeof schema === 'number' && schema > 1) throw manifestTooNew(file, schema);
  const wrong = schema === 1 ? misfit(manifest, SHAPE) : 'schema must be 1';
  if (wrong !== undefined) throw manifestGarbled(file, wrong);
  const checked = manifest as Manifest;
  const leading = pathsIn(checked).find((path) => isAbsolute(path) || isOutside(normalize(path)));
  if (leading !== undefined) throw manifestGarbled(file, `'${leading}' leads out of the folder`);
  return checked;
}

/** Every file that the manifest lists. */
export function filesIn({ probe, wasm, cover, packages }: Manifest): HashedFile[] {
  const covered = cover === undefined ? [] : [cover.untested, ...cover.packages];
  return [probe, ...wasm, ...covered, ...packages.flatMap(({ binary }) => binary ?? [])];
}

function pathsIn(manifest: Manifest): string[] {
  return [...filesIn(manifest).map(({ file }) => file), ...manifest.packages.flatMap(({ dir }) => dir ?? [])];
}

function read(file: string, folder: string): string {
  refuseLinkOut(folder, file);
  const text = readRegularText(file);
  if (text === undefined) throw manifestMissing(folder);
  return text;
}

/** The folder comes from elsewhere: what a link in it leads to was not built with the rest, and is not ours to touch. */
export function refuseLinkOut(folder: string, path: string): void {
  const [from, to] = [realPath(folder), realPath(path)];
  if (to !== undefined && from !== undefined && !to.startsWith(`${from}${sep}`)) throw linkLeadsOut(path, to);
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw manifestGarbled(file, 'it is no JSON');
  }
}

import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { outsideWorkspace } from '../errors';
import { isSuccess } from '../../events';
import { formatFlag, isBuilding, isForBinaries, parseGoflags } from '../../golang';
import {
  MANIFEST,
  importPathsByFolder,
  type HashedFile,
  type Kept,
  type KeptBinary,
  type Manifest,
  type ManifestPackage,
  type UnitRun,
} from '../../gotest';
import { buildProbe, wasmFiles } from '../../host';
import { sha256Of } from '../../inputs';
import { portId } from '../../ports';
import type { NormalizedTestOptions } from '../options/normalize-options';
import type { Resolved } from '../prepare/resolved';
import { binariesIn } from './binaries-in';

/** Completes the folder of kept test binaries: with a probe, what else runs need, and the manifest. Returns their number. */
export async function writeBinaries(
  options: NormalizedTestOptions,
  { go, cgo }: Resolved,
  unitRun: UnitRun,
): Promise<number> {
  const { project, port, dir, outputDir, env, built } = options;
  const folder = binariesIn(outputDir);
  const kept = unitRun.kept!;
  const packages = await packagesOf(folder, unitRun, kept);
  const { cgo: _cgo, ...buildOptions } = built;
  const manifest: Manifest = {
    schema: 1,
    project,
    port: { id: portId(port), ...port },
    go: go.version,
    cgo: cgo.mode,
    options: buildOptions,
    goflags: notedFlags(unitRun.unit.goflags),
    probe: put(folder, await buildProbe({ go, port, env, cwd: dir, flags: ['-trimpath'] }), 'probe'),
    wasm: wasmFiles(port, go).map((file) => put(folder, file, `lib/wasm/${basename(file)}`)),
    // Where nothing was built, Go wrote no profile.
    cover: unitRun.unit.options.cover && packages.length > 0 ? coverOf(folder, outputDir, kept) : undefined,
    packages,
  };
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return kept.binaries.length;
}

/** Others, such as -p, do not outlive the build. */
function notedFlags(goflags: string | undefined): string[] {
  const noted = parseGoflags(goflags).filter((one) => isBuilding(one) || isForBinaries(one));
  return noted.map((one) => formatFlag(one));
}

/** A build that failed leaves nothing that could be taken for a whole set. */
export function isKept({ kept, run, exitCode, cancelled }: UnitRun): boolean {
  return kept !== undefined && isSuccess(run.outcome!) && exitCode === 0 && !cancelled;
}

export function keptText({ root, outputDir }: NormalizedTestOptions, count: number): string {
  return `${count} test binar${count === 1 ? 'y' : 'ies'} in ${relative(root, binariesIn(outputDir))}\n`;
}

/** In the order in which Go tests them. */
async function packagesOf(folder: string, { unit, run }: UnitRun, { binaries }: Kept): Promise<ManifestPackage[]> {
  const importPaths = await importPathsByFolder(unit);
  const nameOf = ({ dir }: KeptBinary) => importPaths.get(dir) ?? dir;
  const outside = binaries.filter(({ file }) => file === undefined).map(nameOf);
  if (outside.length > 0) throw outsideWorkspace(outside);
  const byName = new Map(binaries.map((one) => [nameOf(one), one]));
  return [...run.packages.values()].map(({ importPath, output }) => {
    const one = byName.get(importPath);
    if (one?.file === undefined) return { importPath, output: output.toString() };
    const args = one.args.length > 0 ? one.args : undefined;
    return { importPath, dir: one.workspaceDir, binary: hashed(folder, one.file), args };
  });
}

/** No binary has run, so what `go test` wrote is the coverage of the packages that have none. */
function coverOf(folder: string, outputDir: string, { metaFiles }: Kept): NonNullable<Manifest['cover']> {
  const untested = 'coverage/untested.out';
  const profile = join(outputDir, 'cover.out');
  const [head = '', ...blocks] = readFileSync(profile, 'utf8').trimEnd().split('\n');
  rmSync(profile);
  mkdirSync(join(folder, 'coverage'), { recursive: true });
  // Go writes them in the order in which it came to them.
  writeFileSync(join(folder, untested), [head, ...blocks.sort()].map((line) => `${line}\n`).join(''));
  const packages = metaFiles.map(({ importPath, file }) => ({ importPath, ...hashed(folder, file) }));
  return { mode: head.replace('mode: ', ''), untested: hashed(folder, untested), packages };
}

function put(folder: string, from: string, file: string): HashedFile {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  copyFileSync(from, join(folder, file));
  return hashed(folder, file);
}

function hashed(folder: string, file: string): HashedFile {
  return { file, sha256: sha256Of(join(folder, file)) };
}

import { PROFILE_FILE } from '../../results';
import { formatFlag, isBuilding, isForBinaries, parseGoflags } from '../../golang';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { outsideWorkspace } from '../errors';
import { importPathsByFolder, type UnitRun } from '../../gotest';
import { buildProbe, wasmFiles } from '../../host';
import { sha256Of } from '../../task-key';
import { portId } from '../../ports';
import type { CompletedRun } from '../test-kind';
import {
  collectBinaries,
  type HashedFile,
  type Kept,
  type KeptBinary,
  MANIFEST,
  type Manifest,
  type ManifestPackage,
} from '../../prebuilt';

/** The folder with nothing but what another machine needs, below the one with the reports of the build. */
export const BINARIES = 'binaries';

/**
 * Moves the test binaries of a build to their folder and completes it: with a probe, what else runs need, and the manifest.
 * Returns what to say of it.
 */
export async function keepBinaries({ options, resolved, unitRun, staging }: CompletedRun): Promise<string> {
  const { project, port, dir, root, outputDir, env, built } = options;
  const { go, cgo } = resolved;
  const folder = join(staging, BINARIES);
  const kept = collectBinaries(unitRun.unit.scratch, { folder, root });
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
    cover: unitRun.unit.options.cover && packages.length > 0 ? coverOf(folder, staging, kept) : undefined,
    packages,
  };
  writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return keptText(join(relative(root, outputDir), BINARIES), kept.binaries.length);
}

/** Others, such as -p, do not outlive the build. */
function notedFlags(goflags: string | undefined): string[] {
  const noted = parseGoflags(goflags).filter((one) => isBuilding(one) || isForBinaries(one));
  return noted.map((one) => formatFlag(one));
}

function keptText(folder: string, count: number): string {
  return `${count} test binar${count === 1 ? 'y' : 'ies'} in ${folder}\n`;
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
  const profile = join(outputDir, PROFILE_FILE);
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

import { join } from 'node:path';
import { Test2Json, type TestEvent } from '../events';
import { SHELL_NAME, stream, type Guard } from '../process';
import { buildBinaryEnv, DEFAULT_TIMEOUT, launchWords, testLogPath, type TestUnit } from '../gotest';
import { binaryArgs, type BinaryFiles } from './binary-args';
import { makeCoverFolder } from './coverage';
import type { FlagsInForce } from './flags-in-force';
import { endedWell, lastWords, limitsOf } from './last-words';
import type { ManifestPackage } from './manifest';
import type { BinarySet } from './open-binaries';
import { outputNotes } from './output-notes';

export interface BinaryContext {
  readonly unit: TestUnit;
  readonly set: BinarySet;
  readonly flags: FlagsInForce;
  readonly scratch: string;
  readonly guard: Guard;
  readonly signal?: AbortSignal;
  readonly onEvent: (event: TestEvent) => void;
}

/** `endedWell` is undefined for a package that a cancel cut off. */
export interface BinaryRun {
  readonly endedWell?: boolean;
  /** Where its coverage profile is, if it came to write one. */
  readonly profile?: string;
}

/** One package: its binary through the plan's launcher, its output as events. */
export async function runBinary(one: ManifestPackage, index: number, context: BinaryContext): Promise<BinaryRun> {
  const converter = new Test2Json(one.importPath, context.onEvent);
  const { binary, dir, args, output = '' } = one;
  if (binary === undefined || dir === undefined) {
    converter.write(Buffer.from(output));
    return finish(converter, true);
  }
  const { unit, set, flags } = context;
  const folder = join(set.root, dir);
  const files = filesOf(index, folder, context);
  const { timeout = DEFAULT_TIMEOUT } = unit.options;
  const limits = limitsOf({ timeout, unscaled: unit.unscaledTimeout ?? timeout, isBench: flags.isBench });
  const notes = outputNotes();
  const onOutput = (bytes: Buffer) => {
    notes.add(bytes);
    converter.write(bytes);
  };
  const started = performance.now();
  const words = binaryArgs(unit.options, flags.of(args ?? []), files);
  const argv = [...launchWords(unit), join(set.folder, binary.file), ...words];
  const options = { cwd: folder, env: envOf(folder, files, context), onStdout: onOutput, onStderr: onOutput, limits };
  const ended = await stream(oneOutput(argv), { ...options, guard: context.guard, signal: context.signal });
  // Without an end of its own: it was going on when the run ended.
  if (ended.cancelled) return {};
  const end = { ...ended, seconds: (performance.now() - started) / 1_000 };
  converter.write(Buffer.from(lastWords(one.importPath, end, notes, files.cover !== undefined, limits)));
  return finish(converter, endedWell(end), files.cover?.profile);
}

function finish(converter: Test2Json, isWell: boolean, profile?: string): BinaryRun {
  converter.exited(isWell);
  converter.close();
  return { endedWell: isWell, profile };
}

function envOf(folder: string, { cover }: BinaryFiles, { unit, scratch }: BinaryContext): NodeJS.ProcessEnv {
  const env = { ...buildBinaryEnv(unit, scratch), PWD: folder };
  // For programs that tests build and run.
  return cover === undefined ? env : { ...env, GOCOVERDIR: cover.dir };
}

function filesOf(index: number, dir: string, { unit, set, scratch }: BinaryContext): BinaryFiles {
  const testLog = unit.keepTestLogs ? testLogPath(scratch, `p${index}`, dir) : undefined;
  if (set.manifest.cover === undefined) return { testLog };
  const cover = { dir: join(scratch, 'cover', `p${index}`), profile: join(scratch, 'cover', `p${index}.out`) };
  makeCoverFolder(cover.dir, set);
  return { testLog, cover };
}

/**
 * Both streams in one pipe, as cmd/go has it: in two, nobody could tell which of two lines came first. Without core
 * files, as the shim has it.
 */
function oneOutput(argv: readonly string[]): string[] {
  if (process.platform === 'win32') return [...argv];
  return ['/bin/sh', '-c', 'ulimit -S -c 0 2> /dev/null; exec "$@" 2>&1', SHELL_NAME, ...argv];
}

import type { Port } from '../ports';
import { splitWords } from '../golang';
import { capture } from '../process';
import { isZig, ldPrefixOf } from './c-library';
import { factKey, fileStamp, remember } from './fact-store';
import { findExecutable } from './find-executable';
import { gnuTriplet, zigTarget } from '../emulation';

/** A C compiler for a port, as cmd/cgo wants to be told of it. */
export interface CCompiler {
  /** The value of CC: a command, perhaps with arguments. */
  readonly cc: string;
  /** The value of CXX, where there is one. */
  readonly cxx?: string;
  /** The first line of `--version`. */
  readonly version: string;
  /** The folder with the port's dynamic loader and C library, for QEMU_LD_PREFIX. */
  readonly ldPrefix?: string;
}

export interface CompilerRequest {
  readonly port: Port;
  /** Whether the port is the host's own. */
  readonly isHost: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly cc?: string;
  readonly cxx?: string;
}

/**
 * The compiler that was asked for, else the port's GNU cross compiler (Debian's names), else `zig cc`; for the host's own
 * port CC or gcc. Undefined when none of them is there.
 */
export async function findCCompiler(request: CompilerRequest): Promise<CCompiler | undefined> {
  const { port, env, cwd } = request;
  for (const { cc, cxx } of candidates(request)) {
    if (programOf(cc, env, cwd) === undefined) continue;
    const hasCxx = cxx !== undefined && programOf(cxx, env, cwd) !== undefined;
    const version = (await compilerVersion(cc, env, cwd)) ?? '';
    return { cc, cxx: hasCxx ? cxx : undefined, version, ldPrefix: ldPrefixOf(port) };
  }
  return undefined;
}

function candidates({ port, isHost, env, cc, cxx }: CompilerRequest): { cc: string; cxx?: string }[] {
  if (cc !== undefined) return [{ cc, cxx }];
  if (isHost) return [env.CC || 'gcc', 'cc', 'clang'].map((name) => ({ cc: name, cxx: cxx ?? env.CXX ?? 'g++' }));
  const triplet = gnuTriplet(port);
  const zig = zigTarget(port);
  return [
    ...(triplet === undefined ? [] : [{ cc: `${triplet}-gcc`, cxx: cxx ?? `${triplet}-g++` }]),
    ...(zig === undefined ? [] : [{ cc: `zig cc -target ${zig}`, cxx: cxx ?? `zig c++ -target ${zig}` }]),
  ];
}

function programOf(command: string, env: NodeJS.ProcessEnv, cwd: string): string | undefined {
  return findExecutable([splitWords(command)[0] ?? ''], env, cwd);
}

/**
 * The first line of what a value of CC says to `--version`; undefined when its program is not there. Asked once per state
 * of its words that are programs: in `ccache gcc`, both.
 */
export async function compilerVersion(cc: string, env: NodeJS.ProcessEnv, cwd: string): Promise<string | undefined> {
  const path = programOf(cc, env, cwd);
  if (path === undefined) return undefined;
  const words = splitWords(cc);
  const programs = words.flatMap((word) => findExecutable([word], env, cwd) ?? []);
  const ask = async () => {
    const asked = isZig(cc) ? [path, 'version'] : [path, ...words.slice(1), '--version'];
    const { stdout, exitCode } = await capture(asked, { env, cwd });
    return exitCode === 0 ? (stdout.split('\n', 1)[0] ?? '') : '';
  };
  return remember('cc', factKey([words, ...programs.map(fileStamp)]), ask, (version) => version !== '');
}

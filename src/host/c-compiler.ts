import { gnuTriplet, zigTarget, type Port } from '../ports';
import { capture } from '../process';
import { ldPrefixOf } from './c-library';
import { factKey, fileStamp, remember } from './fact-store';
import { findExecutable } from './find-executable';

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
    const path = findExecutable([cc.split(' ')[0]!], env, cwd);
    if (path === undefined) continue;
    const hasCxx = cxx !== undefined && findExecutable([cxx.split(' ')[0]!], env, cwd) !== undefined;
    return { cc, cxx: hasCxx ? cxx : undefined, version: await version(path, env), ldPrefix: ldPrefixOf(port) };
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

async function version(path: string, env: NodeJS.ProcessEnv): Promise<string> {
  return remember('cc', factKey(fileStamp(path)), async () => {
    const { stdout } = await capture([path, path.endsWith('zig') ? 'version' : '--version'], { env });
    return stdout.split('\n', 1)[0] ?? '';
  });
}

import { cannotLinkC, noCCompiler, noCgo, noCLibrary, notStatic } from '../errors';
import { asksForDynamicLink, lastFlag, parseFlags, parseGoflags } from '../../golang';
import { findCCompiler, findInstaller, ldPrefixOf, missingCLibrary, type CCompiler, type GoFacts } from '../../host';
import type { TestUnit } from '../../gotest';
import { findPort, formatPort, isHostPort } from '../../ports';
import { cgoLeftOut } from './cgo-left-out';
import type { NormalizedTestOptions } from '../options/normalize-options';
import { installCommand } from '../../emulation';

export type CgoMode = 'off' | 'dynamic' | 'static';

/** What option `cgo` adds to a run. */
export interface CgoSetup {
  /** What really happens, for the summary. */
  readonly mode: CgoMode;
  readonly env: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  /** For the external linker. */
  readonly extldflags?: string;
  readonly notes: readonly string[];
  /** CGO_ENABLED=1 of the environment gives a foreign port's C code to the compiler of the host. */
  readonly hostCompiler?: TestUnit['place']['hostCompiler'];
}

/**
 * Unset, Go decides: cgo is on for the host's own port and off for all others (go help environment, CGO_ENABLED).
 * Throws CrossTestError with the package to install when the port has no C compiler or no C library here.
 */
export async function cgoSetup(options: NormalizedTestOptions, go: GoFacts, env: NodeJS.ProcessEnv): Promise<CgoSetup> {
  const { cgo, port } = options;
  const isHost = isHostPort(port, go);
  const flags = [...parseGoflags(go.env.GOFLAGS), ...parseFlags(options.goTest.goFlags)];
  const isPie = lastFlag('buildmode', flags) === 'pie';
  const library = loaderEnv(isHost || env.QEMU_LD_PREFIX ? undefined : ldPrefixOf(port));
  // A position-independent executable is linked dynamically, without cgo as well.
  const pure = async () => ({ ...(await without(options, go)), env: isPie ? library : {} });
  if (cgo === 'off') {
    const { env: own, ...rest } = await pure();
    return { ...rest, env: { ...own, CGO_ENABLED: '0' } };
  }
  if (cgo === undefined) {
    if (go.env.CGO_ENABLED !== '1') return pure();
    const hostCompiler = isHost ? undefined : await hostCompilerOf(options, go, env);
    return { mode: 'dynamic', env: library, tags: [], notes: [], hostCompiler };
  }
  const dynamic = cgo === 'static' ? asksForDynamicLink(flags) : undefined;
  if (dynamic !== undefined) throw notStatic(dynamic);
  if (!findPort(port)?.cgoSupported) throw noCgo(formatPort(port));
  const { compiler, install } = await usableCompiler(options, cgo, isHost, env);
  const common = {
    mode: cgo,
    env: { CGO_ENABLED: '1', CC: compiler.cc, ...(compiler.cxx === undefined ? {} : { CXX: compiler.cxx }) },
    notes: [`cgo ${cgo}: ${compiler.cc} (${compiler.version})`],
  };
  // Without the tags the linker warns that getaddrinfo and getpwnam need the shared library at run time.
  if (cgo === 'static') return { ...common, tags: ['netgo', 'osusergo'], extldflags: '-static' };
  if (isHost || env.QEMU_LD_PREFIX || !options.kind.needsCLibrary) return { ...common, tags: [] };
  if (compiler.ldPrefix === undefined) throw noCLibrary(formatPort(port), install);
  return { ...common, env: { ...common.env, QEMU_LD_PREFIX: compiler.ldPrefix }, tags: [] };
}

/** CGO_ENABLED=1 of the environment needs the target's library as much as the option does. */
function loaderEnv(ldPrefix: string | undefined): Readonly<Record<string, string>> {
  return ldPrefix === undefined ? {} : { QEMU_LD_PREFIX: ldPrefix };
}

/** What Go calls gcc or clang compiles for the host, unless somebody chose it. */
async function hostCompilerOf({ port, dir }: NormalizedTestOptions, go: GoFacts, env: NodeJS.ProcessEnv) {
  const used = go.env.CC ?? 'gcc';
  if (env.CC || !/^(gcc|clang|cc)$/.test(used)) return undefined;
  const compiler = await findCCompiler({ port, isHost: false, env, cwd: dir });
  return { used, installed: compiler?.cc };
}

async function without(options: NormalizedTestOptions, go: GoFacts): Promise<CgoSetup> {
  const files = await cgoLeftOut(options, go);
  const notes = files.length === 0 ? [] : [`cgo is off, so these files are left out: ${files.join(', ')}`];
  return { mode: 'off', env: {}, tags: [], notes };
}

async function usableCompiler(
  { port, dir, cc, cxx }: NormalizedTestOptions,
  mode: 'dynamic' | 'static',
  isHost: boolean,
  env: NodeJS.ProcessEnv,
): Promise<{ compiler: CCompiler; install: string | undefined }> {
  const installer = findInstaller(env, dir);
  const install = installer && installCommand(installer, isHost ? 'hostCc' : 'cc', port);
  const compiler = await findCCompiler({ port, isHost, env, cwd: dir, cc, cxx });
  if (compiler === undefined) throw noCCompiler(formatPort(port), cc, install);
  const missing = await missingCLibrary(compiler.cc, mode, { env, cwd: dir });
  if (missing !== undefined) throw cannotLinkC(formatPort(port), compiler.cc, missing, install);
  return { compiler, install };
}

import { noCCompiler, noCgo, noCLibrary } from '../../../errors/gotest-errors';
import { findCCompiler, findInstaller, type GoFacts } from '../../../host';
import { findPort, formatPort, installCommand } from '../../../ports';
import type { NormalizedTestOptions } from './normalize-options';

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
}

/**
 * Unset, Go decides: cgo is on for the host's own port and off for all others (go help environment, CGO_ENABLED).
 * Throws CrossTestError with the package to install when the port has no C compiler or no C library here.
 */
export async function cgoSetup(options: NormalizedTestOptions, go: GoFacts, env: NodeJS.ProcessEnv): Promise<CgoSetup> {
  const { cgo, port, dir, cc, cxx } = options;
  const nothing = { tags: [], notes: [] };
  if (cgo === undefined) return { mode: go.env.CGO_ENABLED === '1' ? 'dynamic' : 'off', env: {}, ...nothing };
  if (cgo === 'off') return { mode: 'off', env: { CGO_ENABLED: '0' }, ...nothing };
  if (!findPort(port)?.cgoSupported) throw noCgo(formatPort(port));
  const isHost = port.goos === go.hostGoos && port.goarch === go.hostGoarch;
  const compiler = await findCCompiler({ port, isHost, env, cwd: dir, cc, cxx });
  const installer = findInstaller(env, dir);
  const install = installer && installCommand(installer, 'cc', port);
  if (compiler === undefined) throw noCCompiler(formatPort(port), cc, install);
  const common = {
    env: { CGO_ENABLED: '1', CC: compiler.cc, ...(compiler.cxx === undefined ? {} : { CXX: compiler.cxx }) },
    notes: [`cgo ${cgo}: ${compiler.cc} (${compiler.version})`],
  };
  // Without the tags the linker warns that getaddrinfo and getpwnam need the shared library at run time.
  if (cgo === 'static') return { mode: cgo, ...common, tags: ['netgo', 'osusergo'], extldflags: '-static' };
  if (isHost || env.QEMU_LD_PREFIX) return { mode: cgo, ...common, tags: [] };
  if (compiler.ldPrefix === undefined) throw noCLibrary(formatPort(port), install);
  return { mode: cgo, ...common, env: { ...common.env, QEMU_LD_PREFIX: compiler.ldPrefix }, tags: [] };
}

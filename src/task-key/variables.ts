import { createHash } from 'node:crypto';

/**
 * Set by preTasksExecution, for targets whose inputs somebody wrote out: what every result depends on besides files and
 * options, as it is in the workspace's root.
 */
export const MACHINE_VARIABLE = 'NX_GO_CROSS_MACHINE';

/** Set by preTasksExecution: the same without what a toolchain line or a version manager makes another in each folder. */
export const TOOLS_VARIABLE = 'NX_GO_CROSS_TOOLS';

/**
 * Variables that change what Go builds or how a test behaves (cmd/go/internal/cfg, `go help environment`, `go doc
 * runtime`). GOOS and GOARCH are options of the target.
 */
export const ENVIRONMENT_VARIABLES: readonly string[] = (
  'GOFLAGS GOEXPERIMENT GODEBUG GOFIPS140 GOTOOLCHAIN GOWORK GO111MODULE GOENV GOROOT ' +
  'GOMAXPROCS GOGC GOMEMLIMIT GOTRACEBACK GOCOVERDIR GOAUTH ' +
  'CGO_ENABLED CC CXX AR FC PKG_CONFIG PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR ' +
  'CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_FFLAGS CGO_LDFLAGS'
).split(' ');

/** Set by preTasksExecution: how this machine runs a GOARCH, apart from what a target says. */
export function portVariable(goarch: string): string {
  return `${MACHINE_VARIABLE}_${goarch.toUpperCase()}`;
}

/** Set by preTasksExecution: the emulator of a GOARCH. */
export function emulatorVariable(goarch: string): string {
  return `NX_GO_CROSS_EMULATOR_${goarch.toUpperCase()}`;
}

/** Set by preTasksExecution: the C compiler that option `cgo` finds for a GOARCH. */
export function compilerVariable(goarch: string): string {
  return `NX_GO_CROSS_CC_${goarch.toUpperCase()}`;
}

/** Set by preTasksExecution when files that no input names take part in a project's tests for a port: their digest. */
export function unseenVariable(root: string, id: string): string {
  const digest = createHash('sha256').update(`${root}\0${id}`).digest('hex');
  return `${UNSEEN_PREFIX}${digest.slice(0, 12).toUpperCase()}`;
}

/** Begins the name of the variable that holds, for one target, what Nx does not see by itself. */
export const UNSEEN_PREFIX = 'NX_GO_CROSS_UNSEEN_';

/** What the names of such variables begin with. */
export const TOOLCHAIN_PREFIX = 'NX_GO_CROSS_GO_';

/**
 * Set by preTasksExecution where the go command is a shim, which may start another Go in each folder: what Go says of
 * itself in the folder of a project.
 */
export function toolchainVariable(root: string): string {
  return `${TOOLCHAIN_PREFIX}${createHash('sha256').update(root).digest('hex').slice(0, 12).toUpperCase()}`;
}

import type { TargetConfiguration } from '@nx/devkit';

/** Set by preTasksExecution: what the result depends on besides files and options. */
export const MACHINE_VARIABLE = 'NX_GO_CROSS_MACHINE';
/** A named input, empty unless the user fills it in project.json: what the tests read and nobody can know. */
export const DECLARED_INPUT = 'goDeclared';

/**
 * Variables that change what Go builds or how a test behaves (cmd/go/internal/cfg, `go help environment`, `go doc
 * runtime`), or how qemu-user runs it (QEMU's linux-user/main.c, arg_table). GOOS and GOARCH are options of the target.
 */
const ENVIRONMENT = [
  ...['GOFLAGS', 'GOEXPERIMENT', 'GODEBUG', 'GOFIPS140', 'GOTOOLCHAIN', 'GOWORK', 'GO111MODULE', 'GOENV', 'GOROOT'],
  ...['GO386', 'GOAMD64', 'GOARM', 'GOARM64', 'GOMIPS', 'GOMIPS64', 'GOPPC64', 'GORISCV64', 'GOWASM'],
  ...['GOMAXPROCS', 'GOGC', 'GOMEMLIMIT', 'GOTRACEBACK', 'GOCOVERDIR', 'GOAUTH'],
  ...['CGO_ENABLED', 'CC', 'CXX', 'AR', 'FC', 'PKG_CONFIG', 'PKG_CONFIG_PATH', 'PKG_CONFIG_SYSROOT_DIR'],
  ...['CGO_CFLAGS', 'CGO_CPPFLAGS', 'CGO_CXXFLAGS', 'CGO_FFLAGS', 'CGO_LDFLAGS'],
  ...['QEMU_CPU', 'QEMU_LD_PREFIX', 'QEMU_SET_ENV', 'QEMU_UNSET_ENV', 'QEMU_ARGV0', 'QEMU_UNAME', 'QEMU_STACK_SIZE'],
  ...[
    'QEMU_GUEST_BASE',
    'QEMU_RESERVED_VA',
    'QEMU_PAGESIZE',
    'QEMU_ONE_INSN_PER_TB',
    'QEMU_SINGLESTEP',
    'QEMU_RAND_SEED',
  ],
];

/** `goArm64`, `goArm6`, `goWindowsAmd64`: the files that a port's result depends on. */
export function namedInput(id: string): string {
  return `go${id
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')}`;
}

/** The inputs of a port's test target. `externalDependencies: []` keeps npm packages out of the key. */
export function testInputs(id: string): NonNullable<TargetConfiguration['inputs']> {
  return [
    namedInput(id),
    `^${namedInput(id)}`,
    DECLARED_INPUT,
    ...ENVIRONMENT.map((env) => ({ env })),
    { env: MACHINE_VARIABLE },
    { externalDependencies: [] },
  ];
}

/** Everything below the project, and the module files that decide which versions it is built with. */
export function projectFiles(governing: readonly string[]): string[] {
  return ['{projectRoot}/**/*', ...governing.map((file) => `{workspaceRoot}/${file}`)];
}

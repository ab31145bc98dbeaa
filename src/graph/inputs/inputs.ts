import { createHash } from 'node:crypto';
import type { TargetConfiguration } from '@nx/devkit';
import { DECLARED_INPUT, toolchainVariable, UNSEEN_PREFIX, type Input } from '../../task-key';
import { levelVariable, needsMoreThanBaseline } from '../../ports';
import type { PortTarget } from '../options/port-target';
import type { TestSetup } from '../options/target-setups';
import { EMULATOR_VARIABLES } from '../../emulation';

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
const VARIABLES = (
  'GOFLAGS GOEXPERIMENT GODEBUG GOFIPS140 GOTOOLCHAIN GOWORK GO111MODULE GOENV GOROOT ' +
  'GOMAXPROCS GOGC GOMEMLIMIT GOTRACEBACK GOCOVERDIR GOAUTH ' +
  'CGO_ENABLED CC CXX AR FC PKG_CONFIG PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR ' +
  'CGO_CFLAGS CGO_CPPFLAGS CGO_CXXFLAGS CGO_FFLAGS CGO_LDFLAGS'
).split(' ');

/** The variables that count for every port, once per project instead of once per target. */
export const ENVIRONMENT_INPUT = 'goEnvironment';
/** What input `goEnvironment` holds. @internal */
export const ENVIRONMENT = [...VARIABLES, ...EMULATOR_VARIABLES, TOOLS_VARIABLE].map((env) => ({ env }));

export function environmentInputs(root: string): Input[] {
  return [...ENVIRONMENT, { env: toolchainVariable(root) }];
}

/** The files that decide about versions; part of every port's own files. */
export const MODULES_INPUT = 'goModules';

/** The named inputs of a project that are no port's. */
export const SHARED_INPUTS: readonly string[] = [DECLARED_INPUT, ENVIRONMENT_INPUT, MODULES_INPUT];

/** `goArm64`, `goArm6`, `goWindowsAmd64`: the files that a port's result depends on. */
export function namedInput(id: string): string {
  return `go${id
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')}`;
}

/** `goArm64Imports`: what the packages that a project's tests import are made of. */
export function importsInput(id: string): string {
  return `${namedInput(id)}Imports`;
}

/** The inputs of a port's targets in any project. `externalDependencies: []` keeps npm packages out of the key. */
export function testInputs(
  { id, port }: PortTarget,
  setups: readonly TestSetup[],
): NonNullable<TargetConfiguration['inputs']> {
  const level = levelVariable(port.goarch);
  const isSet = (option: string) => setups.some(({ options }) => options[option] !== undefined);
  // Asked for on a host that would run the port itself, the emulator matters there too; so it does where the host's
  // CPU may lack the level.
  const isEmulated = ['cpu', 'qemuPath'].some(isSet) || setups.some(({ config }) => needsMoreThanBaseline(config.port));
  const variables = [
    ...(level === undefined ? [] : [level]),
    ...(port.goos === 'wasip1' ? ['GOWASIRUNTIME', 'GOWASIRUNTIMEARGS'] : []),
    portVariable(port.goarch),
    ...(isEmulated ? [emulatorVariable(port.goarch)] : []),
    ...(isSet('cgo') ? [compilerVariable(port.goarch)] : []),
  ];
  return [
    namedInput(id),
    importsInput(id),
    ENVIRONMENT_INPUT,
    DECLARED_INPUT,
    { externalDependencies: [] },
    ...variables.map((env) => ({ env })),
  ];
}

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

import type { TargetConfiguration } from '@nx/devkit';
import {
  compilerVariable,
  DECLARED_INPUT,
  emulatorVariable,
  ENVIRONMENT_VARIABLES,
  type Input,
  portVariable,
  toolchainVariable,
  TOOLS_VARIABLE,
} from '../../task-key';
import { levelVariable, needsMoreThanBaseline } from '../../ports';
import type { PortTarget } from '../options/port-target';
import type { TestSetup } from '../options/target-setups';
import { EMULATOR_VARIABLES } from '../../emulation';

/** The variables that count for every port, once per project instead of once per target. */
export const ENVIRONMENT_INPUT = 'goEnvironment';
/** What input `goEnvironment` holds. @internal */
export const ENVIRONMENT = [...ENVIRONMENT_VARIABLES, ...EMULATOR_VARIABLES, TOOLS_VARIABLE].map((env) => ({ env }));

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

import { portFromOptions, type Port, type PortOptions } from '../../ports';
import { finalTargets, type FinalTargetsOf } from '../configuration/final-target';
import type { Options, Target } from '../configuration/merge-target';
import { readVariables, type GoEnvironment } from './go-variables';
import type { PortTarget } from './port-target';
import { readTestOptions } from './test-options';
import type { Disk } from '../../golang';
import { memoize } from '../../files';
import type { ProjectSettings } from '../projects/project-roots';

/** One way in which a project's tests are built for a port. */
export interface TestSetup extends ReturnType<typeof readTestOptions> {
  readonly options: Options;
  /** Other tasks come first, and may write what Go compiles. */
  readonly hasDependencies: boolean;
  /** What of the machine only this way brings in: `NAME=value`. */
  readonly variables: readonly string[];
}

/** What the command line says over the options of every target, and what the environment says besides. */
export interface Overrides extends GoEnvironment {
  readonly options: Options;
}

/** The ways in which a project's tests are built for a port. */
export type SetupsOf = (root: string, port: PortTarget) => readonly TestSetup[];

/**
 * What nx.json's targetDefaults and project.json say over the options of the plugin, and each configuration over that:
 * their tags and packages decide what the tests reach. Most projects say nothing, and have the same setups then.
 */
export function testSetups(
  { targetDefaults }: ProjectSettings,
  disk: Disk,
  overrides: Overrides = { options: {}, goflags: '' },
  finalOf: FinalTargetsOf = finalTargets(targetDefaults, disk),
): SetupsOf {
  const ofPort = memoize((port: Port) =>
    memoize((forms: readonly Target[]) =>
      forms.flatMap((form) => optionsOf(form).map((options) => setup(port, form, options, overrides))),
    ),
  );
  return (root, target) => ofPort(target.port)(finalOf(root, target));
}

/** Each configuration of a target stands over its options. */
function optionsOf({ options = {}, configurations = {} }: Target): Options[] {
  return [{}, ...Object.values(configurations)].map((one) => ({ ...options, ...one }));
}

function setup(port: Port, { dependsOn = [] }: Target, given: Options, overrides: Overrides): TestSetup {
  const options = { ...given, ...overrides.options };
  const read = readTestOptions(portOf(port, options), options, overrides);
  return { options, ...read, hasDependencies: dependsOn.length > 0, variables: readVariables(options, overrides) };
}

/** A wrong level is the executor's to report; the graph must stay whole. */
function portOf(port: Port, options: Options): Port {
  try {
    return portFromOptions(options as PortOptions);
  } catch {
    return port;
  }
}

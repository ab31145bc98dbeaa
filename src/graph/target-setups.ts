import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { minimatch } from 'minimatch';
import { portFromOptions, type Port, type PortOptions } from '../ports';
import type { PortTarget } from './plugin-options';
import { readTestOptions } from './test-options';
import type { Disk } from './workspace/disk';
import { remembered } from './workspace/remembered';
import type { ProjectSettings } from './workspace/project-roots';

type Options = Readonly<Record<string, unknown>>;

/** One way in which a project's tests are built for a port. */
export interface TestSetup extends ReturnType<typeof readTestOptions> {
  readonly options: Options;
  /** Other tasks come first, and may write what Go compiles. */
  readonly hasDependencies: boolean;
}

/** What the command line and the environment say over the options of every target. */
export interface Overrides {
  readonly options: Options;
  readonly goflags: string;
  readonly gowork?: string;
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
): SetupsOf {
  const defaultsFor = remembered((target: PortTarget) => defaultsOf(target, targetDefaults));
  const plain = remembered((target: PortTarget) => setupsOf(target, {}, defaultsFor(target), overrides));
  const targetsOf = remembered((root) => ownTargets(root, disk));
  return (root, target) => {
    const own = targetsOf(root).map((targets) => targets[target.targetName]);
    if (own.every((one) => one === undefined)) return plain(target);
    const one: Target = Object.assign({}, ...own.filter((part) => typeof part === 'object'));
    return setupsOf(target, one, defaultsFor(target), overrides);
  };
}

function setupsOf(
  { port, options }: PortTarget,
  own: Target,
  defaults: readonly Target[],
  overrides: Overrides,
): readonly TestSetup[] {
  const common = merged(options, ...defaults.filter((entry) => !isFiltered(entry)), own);
  const hasDependencies = (own.dependsOn ?? defaults.flatMap(({ dependsOn }) => dependsOn ?? [])).length > 0;
  const others = [...defaults, own].flatMap(({ configurations }) => Object.values(configurations ?? {}) as Options[]);
  return [
    common,
    // Whether a filter lets this project through is not asked: an input too many costs little.
    ...defaults.filter(isFiltered).map((entry) => merged(options, entry, own)),
    ...others.map((configuration) => ({ ...common, ...configuration })),
  ].map((one) => ({ ...setup(port, { ...one, ...overrides.options }, overrides), hasDependencies }));
}

function setup(port: Port, options: Options, { goflags, gowork }: Overrides) {
  return { options, ...readTestOptions(portOf(port, options), options, goflags, gowork) };
}

/** A wrong level is the executor's to report; the graph must stay whole. */
function portOf(port: Port, options: Options): Port {
  try {
    return portFromOptions(options as PortOptions);
  } catch {
    return port;
  }
}

export type Target = Pick<TargetConfiguration, 'executor' | 'options' | 'configurations' | 'dependsOn'> & {
  readonly filter?: unknown;
};

function merged(options: Options, ...targets: readonly Target[]): Options {
  return Object.assign({}, options, ...targets.map((target) => target.options ?? {}));
}

function isFiltered({ filter }: Target): boolean {
  return filter !== undefined;
}

/** What the project itself says of its targets. */
export function ownTargets(root: string, disk: Disk): readonly Readonly<Record<string, Target | undefined>>[] {
  const read = (file: string) => disk.json(posix.join(root, file));
  const inPackage = (read('package.json')?.nx as Options | undefined)?.targets;
  const inProject = read('project.json')?.targets;
  return [inPackage, inProject].filter((targets) => typeof targets === 'object' && targets !== null) as [];
}

/** The entries of nx.json's targetDefaults for a target: by name, by a glob for names, or by its executor. */
function defaultsOf(
  { targetName, executor }: PortTarget,
  targetDefaults: ProjectSettings['targetDefaults'] = {},
): Target[] {
  return Object.entries(targetDefaults)
    .filter(([key]) => key === executor || key === targetName || minimatch(targetName, key))
    .flatMap(([, value]) => value as Target | Target[]);
}

import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import type { PortTarget } from '../options/port-target';
import { testSetups, type SetupsOf, type TestSetup } from '../options/target-setups';
import type { Disk } from '../../golang';
import { groupBy } from '../../files';
import type { ProjectSettings } from '../projects/project-roots';

/** A target that has other options than its inputs were made for, or the inputs of somebody else. */
export interface Unforeseen {
  readonly root: string;
  readonly project: string;
  readonly targetName: string;
}

type Projects = Readonly<Record<string, ProjectConfiguration>>;

/**
 * The inferred targets whose options, as Nx has them in the end, build or run tests in a way that nx.json, package.json and
 * project.json do not say: another plugin has added to them. Their inputs may lack what such tests reach.
 */
export function unforeseenTargets(
  projects: Projects,
  portsOf: (root: string) => readonly PortTarget[],
  settings: ProjectSettings,
  disk: Disk,
): Unforeseen[] {
  const foreseen = testSetups(settings, disk);
  return Object.entries(projects).flatMap(([project, { root: written, targets = {} }]) => {
    const root = written === '' ? '.' : written;
    const byName = groupBy(portsOf(root), ({ targetName }) => targetName);
    return [...byName].flatMap(([targetName, ports]) => {
      const target = targets[targetName];
      // Entries of the plugin may have a port of the same name, each for its own projects.
      const own = ports.filter(({ executor }) => executor === target?.executor);
      const isForeseen = own.length === 0 || own.some((port) => isAsForeseen(target!, root, port, foreseen));
      return isForeseen ? [] : [{ root, project, targetName }];
    });
  });
}

function isAsForeseen(target: TargetConfiguration, root: string, port: PortTarget, foreseen: SetupsOf): boolean {
  const known = new Set(foreseen(root, port).map((one) => signature(one)));
  const actual = testSetups({}, NO_DISK, undefined, () => [target])(root, port);
  return actual.every((one) => isOf(one, port) && known.has(signature(one)));
}

const NO_DISK = { path: '.' } as Disk;

/** What inputs are made of. */
function signature({ config, packages, flagFiles, hasDependencies, options }: TestSetup): string {
  const isSet = ['cgo', 'cpu', 'qemuPath', 'binaries'].map((option) => options[option] !== undefined);
  return JSON.stringify([config, packages, flagFiles, hasDependencies, isSet], (_key, value: unknown) =>
    value instanceof Set ? [...(value as Set<string>)].sort() : value,
  );
}

/** Inputs and outputs are those of one port. */
function isOf({ config }: TestSetup, { port }: PortTarget): boolean {
  return config.port.goos === port.goos && config.port.goarch === port.goarch;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { ProjectConfiguration, TargetConfiguration, Tree } from '@nx/devkit';
import { portFromOptions, portId, type PortOptions } from '../../ports';
import { graphProjects } from './graph-projects';

/** What Nx shows of one project. */
export interface ShownPorts {
  readonly name: string;
  /** The targets with an executor of ours. */
  readonly targets: readonly string[];
  readonly ports: ReadonlySet<string>;
  readonly checkPorts: ReadonlySet<string>;
}

/** What Nx shows of some projects once the changes of a generator are on disk; undefined where it cannot be asked. */
export async function shownPorts(
  tree: Tree,
  names: readonly string[],
  isExpected: (shown: ShownPorts) => boolean,
): Promise<ShownPorts[] | undefined> {
  const shown = await show(tree, names);
  if (shown === undefined || shown.every(isExpected)) return shown;
  // A daemon hears of the changes a moment later.
  await sleep(1000);
  return show(tree, names);
}

async function show(tree: Tree, names: readonly string[]): Promise<ShownPorts[] | undefined> {
  const projects = await graphProjects(tree);
  return (
    projects &&
    names.map((name) =>
      portsOf(
        name,
        projects.find((project) => project.name === name),
      ),
    )
  );
}

function portsOf(name: string, project: Pick<ProjectConfiguration, 'targets'> | undefined): ShownPorts {
  const ours = Object.entries(project?.targets ?? {}).filter(([, { executor }]) =>
    executor?.startsWith('nx-go-cross:'),
  );
  const of = (kind: string) =>
    new Set(
      ours.filter(([, { executor }]) => executor === `nx-go-cross:${kind}`).flatMap(([, target]) => idOf(target)),
    );
  return { name, targets: ours.map(([target]) => target).sort(), ports: of('test'), checkPorts: of('check') };
}

function idOf({ options = {} }: TargetConfiguration): string[] {
  try {
    return [portId(portFromOptions(options as PortOptions))];
  } catch {
    return [];
  }
}

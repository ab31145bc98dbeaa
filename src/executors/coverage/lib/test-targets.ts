import { resultFolder } from '../../../results';
import { join } from 'node:path';
import type { ExecutorContext, TargetConfiguration } from '@nx/devkit';
import { noTestTargets, notATestTarget } from '../../errors';
import { formatPort, portFromOptions, portId, type PortOptions } from '../../../ports';
import { folderOption, noProject } from '../../../task';

/** A test target of the project, and where it leaves its results. */
export interface TestTarget {
  readonly name: string;
  readonly port: string;
  readonly folder: string;
}

const EXECUTOR = 'nx-go-cross:test';

/** The targets that were asked for, or all with the test executor. */
export function testTargets(asked: readonly string[] | undefined, context: ExecutorContext): TestTarget[] {
  const project = context.projectName!;
  const targets = context.projectsConfigurations?.projects[project]?.targets ?? {};
  const tests = Object.keys(targets).filter((name) => targets[name]!.executor === EXECUTOR);
  if (tests.length === 0) throw noTestTargets(project);
  const strange = asked?.find((name) => !tests.includes(name));
  if (strange !== undefined) throw notATestTarget(strange, project, tests);
  return (asked ?? tests).map((name) => testTarget(name, targets[name]!, context));
}

function testTarget(name: string, { options = {} }: TargetConfiguration, context: ExecutorContext): TestTarget {
  const port = portFromOptions(options as PortOptions);
  const projectRoot = rootOf(context);
  const values = { root: context.root, project: context.projectName!, projectRoot };
  const folder =
    options.outputDir === undefined
      ? join(context.root, resultFolder(projectRoot, portId(port)))
      : folderOption('outputDir', String(options.outputDir), values);
  return { name, port: formatPort(port), folder };
}

export function rootOf({ projectName, projectsConfigurations }: ExecutorContext): string {
  const root = projectName === undefined ? undefined : projectsConfigurations?.projects[projectName]?.root;
  if (root === undefined) throw noProject();
  return root;
}

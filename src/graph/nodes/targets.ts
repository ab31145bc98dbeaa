import type { TargetConfiguration } from '@nx/devkit';
import { formatPort, portId } from '../../ports';
import { testInputs } from './inputs';
import type { NormalizedPluginOptions, PortTarget } from '../plugin-options';

/** `test-<id>` for every port and the target that depends on all of them. Nothing is ever called test, build or lint. */
export function inferTargets(root: string, options: NormalizedPluginOptions): Record<string, TargetConfiguration> {
  const names = options.ports.map(({ id }) => `${options.testTargetName}-${id}`);
  const tests = options.ports.map((port, index) => [names[index]!, testTarget(root, port)] as const);
  return { ...Object.fromEntries(tests), [options.aggregateTargetName]: aggregate(names, options.ports) };
}

function testTarget(root: string, target: PortTarget): TargetConfiguration {
  const { id, port, options } = target;
  const folder = `dist/go-cross/{projectRoot}/${id}`;
  // The executor's own default is the port's id; of a name that the user gave the port it hears only through an option.
  const outputDir = options.outputDir ?? (id === portId(port) ? undefined : folder);
  return {
    executor: 'nx-go-cross:test',
    cache: true,
    options: outputDir === undefined ? { ...options } : { ...options, outputDir },
    inputs: testInputs(root, target),
    // With {workspaceRoot} before the option, Nx takes it for a glob over the whole workspace and refuses to run it.
    outputs: [outputDir === undefined ? `{workspaceRoot}/${folder}` : '{options.outputDir}'],
    metadata: {
      technologies: ['go'],
      description: `Runs the Go tests for ${formatPort(port)}`,
      goos: port.goos,
      goarch: port.goarch,
      ...(port.level === undefined ? {} : { level: port.level }),
    },
  };
}

function aggregate(names: readonly string[], ports: readonly PortTarget[]): TargetConfiguration {
  const list = ports.map(({ port }) => formatPort(port)).join(', ');
  return {
    executor: 'nx:noop',
    cache: true,
    dependsOn: [...names],
    inputs: [{ externalDependencies: [] }],
    metadata: { technologies: ['go'], description: `Runs the Go tests for ${list}` },
  };
}

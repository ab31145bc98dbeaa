import type { TargetConfiguration } from '@nx/devkit';
import { formatPort, portId, type Port } from '../../ports';
import { testInputs } from './inputs';
import type { NormalizedPluginOptions, PortTarget } from '../plugin-options';
import type { TestSetup } from '../target-setups';

/** `test-<id>` for every port and the target that depends on all of them. Nothing is ever called test, build or lint. */
export function inferTargets(
  root: string,
  { ports, checkPorts, aggregateTargetName }: NormalizedPluginOptions,
  setupsOf: (port: PortTarget) => readonly TestSetup[],
): Record<string, TargetConfiguration> {
  const tests = ports.map((port) => [port.targetName, testTarget(root, port, setupsOf(port))] as const);
  const checks = checkPorts.map((port) => [port.targetName, checkTarget(root, port, setupsOf(port))] as const);
  return { ...Object.fromEntries([...tests, ...checks]), [aggregateTargetName]: aggregate(ports) };
}

function testTarget(root: string, target: PortTarget, setups: readonly TestSetup[]): TargetConfiguration {
  const { id, port, options } = target;
  const folder = `dist/go-cross/{projectRoot}/${id}`;
  // The executor's own default is the port's id; of a name that the user gave the port it hears only through an option.
  const outputDir = options.outputDir ?? (id === portId(port) ? undefined : folder);
  const isElsewhere = outputDir !== undefined || setups.every((setup) => setup.options.outputDir !== undefined);
  return {
    executor: 'nx-go-cross:test',
    cache: true,
    options: outputDir === undefined ? { ...options } : { ...options, outputDir },
    inputs: testInputs(root, target, setups),
    // With {workspaceRoot} before the option, Nx takes it for a glob over the whole workspace and refuses to run it. An
    // option that is not set is passed over.
    outputs: ['{options.outputDir}', ...(isElsewhere ? [] : [`{workspaceRoot}/${folder}`])],
    metadata: metadata(port, 'Runs the Go tests'),
  };
}

/** Compiles and vets: nothing is run, so whatever can be compiled for may be asked for. */
function checkTarget(root: string, target: PortTarget, setups: readonly TestSetup[]): TargetConfiguration {
  return {
    executor: 'nx-go-cross:check',
    cache: true,
    options: { ...target.options },
    inputs: testInputs(root, target, setups),
    outputs: ['{options.outputDir}', `{workspaceRoot}/dist/go-cross/{projectRoot}/${target.id}`],
    metadata: metadata(target.port, 'Compiles and vets the Go tests'),
  };
}

function metadata(port: Port, what: string): NonNullable<TargetConfiguration['metadata']> {
  return {
    technologies: ['go'],
    description: `${what} for ${formatPort(port)}`,
    goos: port.goos,
    goarch: port.goarch,
    ...(port.level === undefined ? {} : { level: port.level }),
  };
}

function aggregate(ports: readonly PortTarget[]): TargetConfiguration {
  const list = ports.map(({ port }) => formatPort(port)).join(', ');
  return {
    executor: 'nx:noop',
    cache: true,
    dependsOn: ports.map(({ targetName }) => targetName),
    inputs: [{ externalDependencies: [] }],
    metadata: { technologies: ['go'], description: `Runs the Go tests for ${list}` },
  };
}

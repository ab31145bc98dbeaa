import type { TargetConfiguration } from '@nx/devkit';
import { formatPort, portId, type Port } from '../../ports';
import { testInputs, unseenVariable } from '../inputs/inputs';
import type { ExplicitPorts } from '../options/explicit-ports';
import { COVERAGE_FOLDER } from '../options/plugin-options';
import type { SetupsOf, TestSetup } from '../options/target-setups';
import { isPattern } from '../inputs/file-sets';
import { escapedOutputs } from '../inputs/pattern-folders';
import { memoize } from '../../files';
import type { PortTarget } from '../options/port-target';
import type { NormalizedPluginOptions } from '../options/normalized-options';

/** `test-<id>` for every port and the target that depends on all of them. Nothing is ever called test, build or lint. */
export function inferTargets({
  ports,
  checkPorts,
  binaryPorts,
  aggregateTargetName,
  coverageTargetName,
}: NormalizedPluginOptions): (
  root: string,
  setupsOf: SetupsOf,
  explicit: ExplicitPorts,
  hasFiles?: (port: PortTarget) => boolean,
) => Record<string, TargetConfiguration> {
  const kinds = [
    [ports, testTarget],
    [checkPorts, checkTarget],
    [binaryPorts, binariesTarget],
  ] as const;
  // Most projects have the same setups, and then targets that differ in one variable only.
  const targets = kinds.flatMap(([list, infer]) =>
    list.map((port) => [port, memoize((setups: readonly TestSetup[]) => infer(port, setups))] as const),
  );
  return (root, setupsOf, explicit, hasFiles = () => true) => {
    const own = [
      ...explicit.ports.map((port) => [port, testTarget.bind(undefined, port)] as const),
      ...explicit.checkPorts.map((port) => [port, checkTarget.bind(undefined, port)] as const),
    ];
    const tests = [...ports.filter(hasFiles), ...explicit.ports];
    return {
      ...Object.fromEntries(
        [...targets.filter(([port]) => hasFiles(port)), ...own].map(([port, infer]) => [
          port.targetName,
          ofProject(root, port, infer(setupsOf(root, port)), setupsOf(root, port)),
        ]),
      ),
      ...(tests.length === 0 ? {} : { [aggregateTargetName]: aggregate(tests) }),
      ...(coverageTargetName === undefined || tests.length === 0
        ? {}
        : { [coverageTargetName]: { ...coverage(tests), outputs: outputsOf(root, coverage(tests)) } }),
    };
  };
}

/** Nothing is shared with other projects: Nx may change what it gets. */
function ofProject(
  root: string,
  { id }: PortTarget,
  target: TargetConfiguration,
  setups: readonly TestSetup[],
): TargetConfiguration {
  return {
    ...target,
    options: { ...target.options },
    inputs: [...target.inputs!, { env: unseenVariable(root, id) }],
    outputs: outputsOf(root, target, setups),
    metadata: { ...target.metadata },
  };
}

function outputsOf(root: string, target: TargetConfiguration, setups: readonly TestSetup[] = []): string[] {
  return isPattern(root) ? escapedOutputs(root, target, setups) : [...target.outputs!];
}

function testTarget(target: PortTarget, setups: readonly TestSetup[]): TargetConfiguration {
  const { id, port, options } = target;
  const folder = `dist/go-cross/{projectRoot}/${id}`;
  // The executor's own default is the port's id; of a name that the user gave the port it hears only through an option.
  const outputDir = options.outputDir ?? (id === portId(port) ? undefined : folder);
  const isElsewhere = outputDir !== undefined || setups.every((setup) => setup.options.outputDir !== undefined);
  return {
    executor: target.executor,
    // What is in a folder of test binaries, no input here can know: docs/test-binaries.md says how to declare it.
    cache: setups.every((setup) => setup.options.binaries === undefined),
    options: outputDir === undefined ? options : { ...options, outputDir },
    inputs: testInputs(target, setups),
    // With {workspaceRoot} before the option, Nx takes it for a glob over the whole workspace and refuses to run it. An
    // option that is not set is passed over.
    outputs: ['{options.outputDir}', ...(isElsewhere ? [] : [`{workspaceRoot}/${folder}`])],
    metadata: metadata(port, 'Runs the Go tests'),
  };
}

/** Compiles and vets: nothing is run, so whatever can be compiled for may be asked for. */
function checkTarget(target: PortTarget, setups: readonly TestSetup[]): TargetConfiguration {
  return {
    executor: target.executor,
    cache: true,
    options: target.options,
    inputs: testInputs(target, setups),
    outputs: ['{options.outputDir}', `{workspaceRoot}/dist/go-cross/{projectRoot}/${target.id}`],
    metadata: metadata(target.port, 'Compiles and vets the Go tests'),
  };
}

/** Keeps what the test target would run. */
function binariesTarget(target: PortTarget, setups: readonly TestSetup[]): TargetConfiguration {
  const { id, port, options } = target;
  const folder = `dist/go-cross/{projectRoot}/binaries-${id}`;
  return {
    executor: target.executor,
    cache: true,
    options: id === portId(port) ? options : { ...options, outputDir: folder },
    inputs: testInputs(target, setups),
    outputs: ['{options.outputDir}', `{workspaceRoot}/${folder}`],
    metadata: metadata(port, 'Keeps the Go test binaries'),
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

/** Merges what the test targets measured. The file alone is its output: a project may lie in a folder of that name. */
function coverage(ports: readonly PortTarget[]): TargetConfiguration {
  const targets = ports.map(({ targetName }) => targetName);
  return {
    executor: 'nx-go-cross:coverage',
    cache: true,
    dependsOn: targets,
    options: { targets },
    inputs: [{ dependentTasksOutputFiles: '**/cover.out' }, { externalDependencies: [] }],
    outputs: [`{workspaceRoot}/dist/go-cross/{projectRoot}/${COVERAGE_FOLDER}/cover.out`],
    metadata: { technologies: ['go'], description: `Merges the coverage of the Go tests for ${listOf(ports)}` },
  };
}

function listOf(ports: readonly PortTarget[]): string {
  return ports.map(({ port }) => formatPort(port)).join(', ');
}

/**
 * Nx 24 asks each task by itself whether an edit affects it. What a test target writes is affected when the target is,
 * whatever the configuration says that it depends on, and so is all that reads it.
 */
function aggregate(ports: readonly PortTarget[]): TargetConfiguration {
  return {
    executor: 'nx:noop',
    cache: true,
    dependsOn: ports.map(({ targetName }) => targetName),
    inputs: [{ dependentTasksOutputFiles: '**/summary.json' }, { externalDependencies: [] }],
    metadata: { technologies: ['go'], description: `Runs the Go tests for ${listOf(ports)}` },
  };
}

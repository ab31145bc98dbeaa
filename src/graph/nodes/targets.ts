import { COVERAGE_FOLDER, FOLDER_PREFIX, PROFILE_FILE, resultFolder, SUMMARY_FILE } from '../../results';
import type { TargetConfiguration } from '@nx/devkit';
import { formatPort, portId, type Port } from '../../ports';
import { testInputs } from '../inputs/inputs';
import type { Collected, Inference } from '../options/inference';
import type { SetupsOf, TestSetup } from '../options/target-setups';
import { isPattern } from '../inputs/file-sets';
import { escapedOutputs } from '../inputs/pattern-folders';
import { memoize } from '../../files';
import type { PortTarget } from '../options/port-target';
import { unseenVariable } from '../../task-key';

type Infer = (target: PortTarget, setups: readonly TestSetup[]) => TargetConfiguration;

const KINDS: Readonly<Record<PortTarget['executor'], Infer>> = {
  'nx-go-cross:test': testTarget,
  'nx-go-cross:check': checkTarget,
  'nx-go-cross:test-binaries': binariesTarget,
};

/** `test-<id>` for every port and the target that depends on all of them. Nothing is ever called test, build or lint. */
export function inferTargets(): (
  root: string,
  inference: Inference,
  setupsOf: SetupsOf,
  hasFiles?: (port: PortTarget) => boolean,
) => Record<string, TargetConfiguration> {
  // Most projects have the same setups, and then targets that differ in one variable only.
  const infer = memoize((port: PortTarget) =>
    memoize((setups: readonly TestSetup[]) => KINDS[port.executor](port, setups)),
  );
  return (
    root,
    { ports, checkPorts, binaryPorts, explicit, aggregates, coverages },
    setupsOf,
    hasFiles = () => true,
  ) => {
    const tests = [...ports.filter(hasFiles), ...explicit.ports];
    const inferred = [...ports, ...checkPorts, ...binaryPorts].filter(hasFiles);
    const all = [...inferred, ...explicit.ports, ...explicit.checkPorts];
    const targets = all.map((port) => {
      const setups = setupsOf(root, port);
      return [port.targetName, ofProject(root, port, infer(port)(setups), setups)] as const;
    });
    const collect = (collected: readonly Collected[], make: (those: readonly PortTarget[]) => TargetConfiguration) =>
      collected.flatMap(({ name, targetNames }) => {
        const those = tests.filter(({ targetName }) => targetNames.has(targetName));
        return those.length === 0 ? [] : [[name, make(those)] as const];
      });
    const merged = (those: readonly PortTarget[]) => ({
      ...coverage(those),
      outputs: outputsOf(root, coverage(those)),
    });
    return Object.fromEntries([...targets, ...collect(aggregates, aggregate), ...collect(coverages, merged)]);
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
  const folder = resultFolder('{projectRoot}', id);
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
  return buildTarget(target, setups, resultFolder('{projectRoot}', target.id), 'Compiles and vets the Go tests');
}

/** Keeps what the test target would run. */
function binariesTarget(target: PortTarget, setups: readonly TestSetup[]): TargetConfiguration {
  const { id, port, options } = target;
  const folder = resultFolder('{projectRoot}', FOLDER_PREFIX[target.executor] + id);
  const told = id === portId(port) ? options : { ...options, outputDir: folder };
  return buildTarget({ ...target, options: told }, setups, folder, 'Keeps the Go test binaries');
}

/** What builds tests and runs none of them. */
function buildTarget(
  target: PortTarget,
  setups: readonly TestSetup[],
  folder: string,
  what: string,
): TargetConfiguration {
  return {
    executor: target.executor,
    cache: true,
    options: target.options,
    inputs: testInputs(target, setups),
    outputs: ['{options.outputDir}', `{workspaceRoot}/${folder}`],
    metadata: metadata(target.port, what),
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
    inputs: [{ dependentTasksOutputFiles: `**/${PROFILE_FILE}` }, { externalDependencies: [] }],
    outputs: [`{workspaceRoot}/${resultFolder('{projectRoot}', COVERAGE_FOLDER)}/${PROFILE_FILE}`],
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
    inputs: [{ dependentTasksOutputFiles: `**/${SUMMARY_FILE}` }, { externalDependencies: [] }],
    metadata: { technologies: ['go'], description: `Runs the Go tests for ${listOf(ports)}` },
  };
}

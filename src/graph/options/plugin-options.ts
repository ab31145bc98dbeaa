import { COVERAGE_FOLDER } from '../../results';
import { isObject } from '../../files';
import { ownEntries } from '../written-entries';
import type { PortTarget } from './port-target';
import type { NormalizedPluginOptions } from './normalized-options';
import type { NxJsonConfiguration } from '@nx/devkit';
import {
  formatPort,
  parsePort,
  portId,
  optionsFromPort,
  portFromOptions,
  type Port,
  type PortOptions,
} from '../../ports';
import { binaryTargets } from './binary-targets';
import { checkNames } from './checked-names';
import { checkOutputs } from './checked-outputs';
import { namedInput, SHARED_INPUTS } from '../inputs/inputs';
import { readTestOptions } from './test-options';
import { coverageNameTaken } from '../errors';
import { invalidPluginOption, invalidPluginOptions, portTwice, unknownPluginOption } from '../errors';

/** A port as an object: what the test executor accepts, and a name of its own. */
type PortObject = PortOptions & { readonly name?: string; readonly [option: string]: unknown };

/** The plugin's options in nx.json. */
export interface PluginOptions {
  /** Ports to test, default `["amd64", "arm64"]`. */
  readonly ports?: readonly (string | number | PortObject)[];
  /** Ports to compile and vet only, default none. */
  readonly checkPorts?: readonly string[];
  /** Prefix of the test targets, default `test`. */
  readonly testTargetName?: string;
  /** Prefix of the check targets, default `check`. */
  readonly checkTargetName?: string;
  /** Prefix of the targets that keep test binaries for a machine without Go. Unset: there are none. */
  readonly binariesTargetName?: string;
  /** Name of the target that merges the coverage of all ports. Set, tests measure coverage. Unset: there is none. */
  readonly coverageTargetName?: string;
  /** Name of the target that depends on all test targets, default `test-ports`. */
  readonly aggregateTargetName?: string;
  /** Edges from Go imports, default true. False: another plugin supplies them. */
  readonly inferDependencies?: boolean;
  /** `portable` leaves emulator and host port out of the key, default `strict`. */
  readonly cacheKey?: 'strict' | 'portable';
  /** Default options of every inferred test target. */
  readonly test?: Readonly<Record<string, unknown>>;
}

const KNOWN = new Set([
  ...['ports', 'checkPorts', 'testTargetName', 'checkTargetName', 'binariesTargetName'],
  ...['aggregateTargetName', 'coverageTargetName'],
  ...['inferDependencies', 'cacheKey', 'test'],
]);
const NAME = /^[A-Za-z0-9][\w.-]*$/;

/** Defaults filled in and everything checked. Throws CrossTestError that names the option and what is allowed. */
export function normalizePluginOptions(options: PluginOptions = {}): NormalizedPluginOptions {
  const given: unknown = options;
  if (!isObject(given)) throw invalidPluginOptions(options);
  for (const name of Object.keys(options)) if (!KNOWN.has(name)) throw unknownPluginOption(name, [...KNOWN]);
  const { cacheKey = 'strict', inferDependencies = true } = options;
  if (!['strict', 'portable'].includes(cacheKey))
    throw invalidPluginOption('cacheKey', cacheKey, "'strict' or 'portable'");
  if (typeof inferDependencies !== 'boolean') {
    throw invalidPluginOption('inferDependencies', inferDependencies, 'true or false');
  }
  const targetOf = { check: checkTargetOf(options), test: testTargetOf(options) };
  const checkPorts = checkTargets(options, targetOf.check);
  const ports = portTargets(options, targetOf.test);
  const isAsked = options.binariesTargetName !== undefined;
  const prefix = targetName(options, 'binariesTargetName', 'test-binaries');
  const targets = {
    ...{ ports, checkPorts, binaryPorts: isAsked ? binaryTargets(prefix, ports) : [] },
    aggregateTargetName: targetName(options, 'aggregateTargetName', 'test-ports'),
    ...coverageName(options, ports),
  };
  checkNames(targets);
  return { ...targets, inferDependencies, cacheKey, targetOf };
}

/**
 * The options of all entries of this plugin in nx.json together: what is computed once for the whole workspace must not
 * depend on which entry computes it.
 */
export function allPluginOptions(nxJson: Pick<NxJsonConfiguration, 'plugins'>): {
  readonly entries: readonly NormalizedPluginOptions[];
  readonly ports: readonly PortTarget[];
  readonly portable: boolean;
} {
  const entries = ownEntries(nxJson).map(({ options }) => normalizePluginOptions(options as PluginOptions | undefined));
  return {
    entries,
    ports: entries.flatMap(inferredPorts),
    portable: entries.every(({ cacheKey }) => cacheKey === 'portable'),
  };
}

/** Every target of a port that an entry of the plugin infers. */
export function inferredPorts({ ports, checkPorts, binaryPorts }: NormalizedPluginOptions): PortTarget[] {
  return [...ports, ...checkPorts, ...binaryPorts];
}

function arrayOf(options: PluginOptions, name: 'ports' | 'checkPorts'): readonly unknown[] {
  const value = options[name] ?? (name === 'ports' ? ['amd64', 'arm64'] : []);
  if (!Array.isArray(value)) throw invalidPluginOption(name, value, "an array of ports such as ['amd64', 'arm64']");
  return value;
}

function targetName(options: PluginOptions, option: keyof PluginOptions, fallback: string): string {
  const name = options[option] ?? fallback;
  if (typeof name !== 'string' || !NAME.test(name)) {
    throw invalidPluginOption(option, name, 'a target name of letters, digits, dots, dashes and underscores');
  }
  return name;
}

/** The target that merges coverage, when there is to be one: beside the folders of the ports is one for it. */
function coverageName(options: PluginOptions, ports: readonly PortTarget[]): { readonly coverageTargetName?: string } {
  if (options.coverageTargetName === undefined) return {};
  if (ports.some(({ id }) => id === COVERAGE_FOLDER)) throw coverageNameTaken();
  return { coverageTargetName: targetName(options, 'coverageTargetName', 'coverage') };
}

function testTargetOf(options: PluginOptions): (value: unknown) => PortTarget {
  const testTargetName = targetName(options, 'testTargetName', 'test');
  const { test = {} } = options;
  if (!isObject(test)) throw invalidPluginOption('test', test, 'an object of options of the test executor');
  const defaults =
    options.coverageTargetName === undefined || test.binaries !== undefined ? test : { cover: true, ...test };
  return (value) => {
    const unnamed = portTarget(value, defaults);
    return { ...unnamed, targetName: `${testTargetName}-${unnamed.id}` };
  };
}

function portTargets(options: PluginOptions, targetOf: (value: unknown) => PortTarget): PortTarget[] {
  const targets = arrayOf(options, 'ports').map(targetOf);
  const seen = new Set<string>();
  for (const { id, port } of targets) {
    if (seen.has(id)) throw portTwice('ports', id, formatPort(port));
    seen.add(id);
  }
  checkOutputs(targets);
  return targets;
}

/** What of the test options says how packages are built. */
const BUILD_OPTIONS = ['packages', 'tags', 'env', 'goFlags', 'go'];

function checkTargetOf(options: PluginOptions): (value: unknown) => PortTarget {
  const checkTargetName = targetName(options, 'checkTargetName', 'check');
  const shared = Object.entries(options.test ?? {}).filter(([name]) => BUILD_OPTIONS.includes(name));
  return (value) => {
    if (typeof value !== 'string') throw invalidPluginOption('checkPorts', value, "ports such as 'windows/amd64'");
    const { id, ...rest } = portTarget(value, Object.fromEntries(shared));
    return { ...rest, executor: 'nx-go-cross:check', id: `check-${id}`, targetName: `${checkTargetName}-${id}` };
  };
}

function checkTargets(options: PluginOptions, targetOf: (value: unknown) => PortTarget): PortTarget[] {
  const targets = arrayOf(options, 'checkPorts').map(targetOf);
  const twice = targets.find(({ id }, index) => targets.findIndex((one) => one.id === id) !== index);
  if (twice) throw portTwice('checkPorts', portId(twice.port), formatPort(twice.port));
  return targets;
}

type UnnamedTarget = Omit<PortTarget, 'targetName'>;

function portTarget(value: unknown, defaults: Readonly<Record<string, unknown>>): UnnamedTarget {
  if (typeof value === 'string' || typeof value === 'number') {
    const port = parsePort(String(value));
    return target(portId(port), port, { ...defaults, ...optionsFromPort(port) });
  }
  if (!isObject(value)) {
    throw invalidPluginOption('ports', value, 'ports such as \'arm64\' or { "goarch": "arm", "goarm": "6" }');
  }
  const { name, ...own } = value as PortObject;
  if (name !== undefined && (typeof name !== 'string' || !NAME.test(name))) {
    throw invalidPluginOption('ports[].name', name, 'a part of a target name');
  }
  if (name !== undefined && SHARED_INPUTS.includes(namedInput(name))) {
    throw invalidPluginOption('ports[].name', name, `a name whose input is none of ${SHARED_INPUTS.join(', ')}`);
  }
  const port = portFromOptions(own);
  return target(name ?? portId(port), port, { ...defaults, ...own, ...optionsFromPort(port) });
}

function target(id: string, port: Port, options: Readonly<Record<string, unknown>>): UnnamedTarget {
  return { id, executor: 'nx-go-cross:test', port, options, ...readTestOptions(port, options) };
}

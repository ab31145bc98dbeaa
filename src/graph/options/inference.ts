import { inOneMessage } from '../../errors';
import { sharedName } from './checked-names';
import { mergeTargets, type MergeTargets, type Target } from '../configuration/merge-target';
import type { TargetDefaults } from '../configuration/target-defaults';
import { nxMajor } from '../configuration/nx-major';
import { explicitPorts, type ExplicitPorts } from './explicit-ports';
import type { NormalizedPluginOptions } from './normalized-options';
import type { PluginEntry } from './plugin-entries';
import type { PortTarget } from './port-target';
import { readTestOptions } from './test-options';
import type { Disk } from '../../golang';
import { groupBy, memoize } from '../../files';

/** A target that stands for the test targets of those entries of the plugin that give it this name. */
export interface Collected {
  readonly name: string;
  readonly targetNames: ReadonlySet<string>;
}

/** What all entries of the plugin that reach a project infer together. */
export interface Inference extends Pick<NormalizedPluginOptions, 'ports' | 'checkPorts' | 'binaryPorts'> {
  readonly aggregates: readonly Collected[];
  readonly coverages: readonly Collected[];
  /** What the project itself writes out. */
  readonly explicit: ExplicitPorts;
}

/**
 * What is inferred in a project folder. Nx merges the options of one target from all entries that infer it, and of its
 * inputs, named inputs and `dependsOn` it keeps those of the last one: these must be made for the merged target.
 */
export function inferences(
  entries: readonly PluginEntry[],
  disk: Disk,
  targetDefaults?: TargetDefaults,
): (root: string) => Inference {
  const ofEntries = memoize((indices: string) => {
    const chosen = indices === '' ? [] : indices.split(' ').map((index) => entries[Number(index)]!.options!);
    const merge = mergeTargets(nxMajor(disk.path));
    const inferred = inferenceOf(
      chosen,
      chosen.map(() => NONE),
      merge,
    );
    return { chosen, merge, inferred, explicitOf: explicitPorts(chosen, disk, targetDefaults) };
  });
  return (root) => {
    const { chosen, merge, inferred, explicitOf } = ofEntries(reaching(root, entries).join(' '));
    const explicit = explicitOf(root);
    const isBare = explicit.every(({ ports, checkPorts }) => ports.length + checkPorts.length === 0);
    return isBare ? inferred : { ...inferred, ...inferenceOf(chosen, explicit, merge), ...portsOf(inferred) };
  };
}

/** Every target of a port. */
export function allPortsOf({ ports, checkPorts, binaryPorts, explicit }: Inference): PortTarget[] {
  return [...ports, ...checkPorts, ...binaryPorts, ...explicit.ports, ...explicit.checkPorts];
}

const NONE: ExplicitPorts = { ports: [], checkPorts: [] };

/** The very objects, of which much is remembered. */
function portsOf({ ports, checkPorts, binaryPorts }: Inference) {
  return { ports, checkPorts, binaryPorts };
}

function inferenceOf(
  entries: readonly NormalizedPluginOptions[],
  explicit: readonly ExplicitPorts[],
  merge: MergeTargets,
): Inference {
  const merged = (targets: readonly PortTarget[]) =>
    [...groupBy(targets, ({ targetName }) => targetName).values()].map((same) => mergedPort(same, merge));
  const collected = (name: 'aggregateTargetName' | 'coverageTargetName') => {
    const pairs = entries.flatMap((entry, index) =>
      [...entry.ports, ...explicit[index]!.ports].map(({ targetName }) => [entry[name], targetName] as const),
    );
    return [...groupBy(pairs, ([one]) => one)].flatMap(([one, targets]) =>
      one === undefined ? [] : [{ name: one, targetNames: new Set(targets.map(([, targetName]) => targetName)) }],
    );
  };
  return {
    ports: merged(entries.flatMap(({ ports }) => ports)),
    checkPorts: merged(entries.flatMap(({ checkPorts }) => checkPorts)),
    binaryPorts: merged(entries.flatMap(({ binaryPorts }) => binaryPorts)),
    aggregates: collected('aggregateTargetName'),
    coverages: collected('coverageTargetName'),
    explicit: {
      ports: merged(explicit.flatMap(({ ports }) => ports)),
      checkPorts: merged(explicit.flatMap(({ checkPorts }) => checkPorts)),
    },
  };
}

function mergedPort(same: readonly PortTarget[], merge: MergeTargets): PortTarget {
  const last = same.at(-1)!;
  if (same.length === 1) return last;
  const { options = {} } = same.map((one): Target => ({ options: one.options })).reduce(merge);
  return { ...last, options, ...readTestOptions(last.port, options) };
}

/** Refuses entries that give a project different things under one name. */
export function checkEntries(entries: readonly PluginEntry[], roots: readonly string[]): void {
  const sets = new Map(
    roots.map((root) => [reaching(root, entries).join(' '), root]).toReversed() as [string, string][],
  );
  for (const root of sets.values()) {
    const chosen = reaching(root, entries).map((index) => entries[index]!.options!);
    const pairs = chosen.flatMap((second, index) => chosen.slice(0, index).map((first) => [first, second] as const));
    for (const [first, second] of pairs) {
      const refusal = sharedName(first, second, root);
      if (refusal) throw inOneMessage(refusal);
    }
  }
}

/** By their places, the entries that infer something in a folder. */
function reaching(root: string, entries: readonly PluginEntry[]): number[] {
  return [...entries.keys()].filter((index) => entries[index]!.options && entries[index]!.infers(root));
}

import type { CrossTestError } from '../../errors';
import { bothNamed } from '../errors';
import { formatPort, portId } from '../../ports';
import { importsInput, namedInput } from '../inputs/inputs';
import type { NormalizedPluginOptions } from './normalized-options';
import type { PortTarget } from './port-target';

type Targets = Pick<
  NormalizedPluginOptions,
  'ports' | 'checkPorts' | 'binaryPorts' | 'aggregateTargetName' | 'coverageTargetName'
>;

/** A name, and in words what has it. */
type Named = readonly [name: string, owner: string];

/** The kinds of names of which Nx keeps the last one only, or a run the results of the last one only. */
interface Names {
  readonly targets: readonly Named[];
  readonly 'named inputs': readonly Named[];
  readonly 'folders for results': readonly Named[];
}

/** Refuses options under which two things would share a name: one of them would be lost without a word. */
export function checkNames(options: Targets): void {
  for (const [kind, named] of Object.entries(namesOf(options))) {
    const owners = new Map<string, string>();
    for (const [name, owner] of named) {
      const other = owners.get(name);
      if (other !== undefined) throw bothNamed(kind, name, other, owner);
      owners.set(name, owner);
    }
  }
}

/** The refusal of two entries of the plugin that give one project different things under one name. */
export function sharedName(first: Targets, second: Targets, root: string): CrossTestError | undefined {
  const [names, others] = [namesOf(first), namesOf(second)];
  for (const kind of Object.keys(names) as (keyof Names)[]) {
    const owners = new Map(names[kind]);
    const clash = others[kind].find(([name, owner]) => owners.has(name) && owners.get(name) !== owner);
    if (clash) return bothNamed(kind, clash[0], owners.get(clash[0])!, clash[1], root);
  }
  return undefined;
}

function namesOf(options: Targets): Names {
  const { ports, checkPorts, binaryPorts, aggregateTargetName, coverageTargetName } = options;
  const tested = [...ports, ...checkPorts];
  return {
    targets: [
      ...[...tested, ...binaryPorts].map((target): Named => [target.targetName, ownerOf(target)]),
      [aggregateTargetName, "'aggregateTargetName'"],
      ...(coverageTargetName === undefined ? [] : [[coverageTargetName, "'coverageTargetName'"] as const]),
    ],
    'named inputs': tested.flatMap((target) =>
      [namedInput, importsInput].map((inputOf): Named => [inputOf(target.id), ofTarget(target)]),
    ),
    'folders for results': [
      ...tested.map((target): Named => [target.id, ofTarget(target)]),
      ...binaryPorts.map((target): Named => [`binaries-${target.id}`, ofTarget(target)]),
    ],
  };
}

const KINDS: Readonly<Record<PortTarget['executor'], string>> = {
  'nx-go-cross:test': 'the tests',
  'nx-go-cross:check': 'the check',
  'nx-go-cross:test-binaries': 'the test binaries',
};

function ownerOf({ executor, id, port }: PortTarget): string {
  const isNamed = executor !== 'nx-go-cross:check' && id !== portId(port);
  return `${KINDS[executor]} for ${formatPort(port)}${isNamed ? ` (named '${id}')` : ''}`;
}

function ofTarget(target: PortTarget): string {
  return `those of target '${target.targetName}', ${ownerOf(target)}`;
}

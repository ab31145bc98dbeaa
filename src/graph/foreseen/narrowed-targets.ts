import type { NxJsonConfiguration, ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import {
  DECLARED_INPUT,
  type Input,
  MACHINE_VARIABLE,
  missingInputs,
  type NamedInputs,
  type Narrowed,
  TOOLS_VARIABLE,
  UNSEEN_PREFIX,
  unseenVariable,
} from '../../task-key';
import { ENVIRONMENT_INPUT, MODULES_INPUT, testInputs } from '../inputs/inputs';
import type { PortTarget } from '../options/port-target';
import type { SetupsOf } from '../options/target-setups';

type Projects = Readonly<Record<string, ProjectConfiguration>>;

/** What of a target with inputs of its own has to be looked at: the others have what we gave them. */
interface Suspect {
  readonly project: string;
  readonly targetName: string;
  readonly inputs: TargetConfiguration['inputs'];
  /** The project's named inputs that are no longer ours. */
  readonly replaced: readonly string[];
}

/** The targets whose inputs, as Nx has them in the end, do not look like those that we infer. */
export function suspectTargets(projects: Projects): Suspect[] {
  return Object.entries(projects).flatMap(([project, { targets = {}, namedInputs = {} }]) => {
    const replaced = Object.keys(namedInputs).filter((name) => isReplaced(name, namedInputs));
    return Object.entries(targets)
      .filter(([, target]) => isOurs(target) && (replaced.length > 0 || !isWhole(target.inputs)))
      .map(([targetName, { inputs }]) => ({ project, targetName, inputs, replaced }));
  });
}

function isOurs({ executor = '', cache }: TargetConfiguration): boolean {
  return cache === true && /^nx-go-cross:(test|check|test-binaries)$/.test(executor);
}

/** Four named inputs, the digest of what Nx does not see, and a word on the machine. */
function isWhole(inputs: TargetConfiguration['inputs'] = []): boolean {
  const variables = inputs.flatMap((input) => (typeof input === 'object' && 'env' in input ? input.env : []));
  return (
    inputs.filter((input) => typeof input === 'string' && /^go[A-Z0-9]/.test(input)).length >= 4 &&
    [UNSEEN_PREFIX, `${MACHINE_VARIABLE}_`].every((prefix) => variables.some((name) => name.startsWith(prefix)))
  );
}

/** Ours hold one thing that nobody would write out. */
function isReplaced(name: string, named: NonNullable<ProjectConfiguration['namedInputs']>): boolean {
  const holdsTools = (input: unknown) => (input as { env?: unknown } | null)?.env === TOOLS_VARIABLE;
  if (name === ENVIRONMENT_INPUT) return !named[name]!.some(holdsTools);
  const isPort = /^go[A-Z0-9]/.test(name) && `${name}Imports` in named;
  return isPort && !named[name]!.includes(MODULES_INPUT);
}

/** More than these are one mistake, in nx.json: the first of them are enough to tell of it. */
const MOST = 100;

/**
 * The suspects whose keys hold less than they should. Nx puts inputs of nx.json's targetDefaults, of project.json and of
 * package.json in the place of ours unless they have `"..."`, and nothing can be done about the key then but say so.
 */
export function narrowedTargets(
  suspects: readonly Suspect[],
  projects: Projects,
  ofPorts: { readonly portsOf: (root: string) => readonly PortTarget[]; readonly setupsOf: SetupsOf },
  nxJson: Pick<NxJsonConfiguration, 'namedInputs'>,
): Narrowed[] {
  const roots = Object.fromEntries(Object.entries(projects).map(([name, { root }]) => [name, rootOf(root)]));
  return suspects.slice(0, MOST).flatMap(({ project, targetName, inputs, replaced }) => {
    const root = roots[project]!;
    const port = ofPorts.portsOf(root).find((one) => one.targetName === targetName);
    if (port === undefined) return [];
    const facts = {
      ...{ inputs, projectRoot: root, projects: roots, dependencies: [], knowsIncludeIgnored: true },
      named: { ...nxJson.namedInputs, ...projects[project]!.namedInputs } as NamedInputs,
    };
    const required = requiredInputs(root, port, ofPorts.setupsOf);
    const found = missingInputs(required, facts).filter((input) => !isStoodFor(input, inputs));
    const lost = replaced.filter((name) => required.includes(name) && !found.includes(name));
    const missing = [...found, ...lost].map((input) => JSON.stringify(input));
    return missing.length === 0 ? [] : [{ project, targetName, missing }];
  });
}

function requiredInputs(root: string, port: PortTarget, setupsOf: SetupsOf): Input[] {
  const inputs = testInputs(port, setupsOf(root, port)).filter((input) => input !== DECLARED_INPUT);
  return [...inputs, MODULES_INPUT, { env: unseenVariable(root, port.id) }];
}

/** docs/cache.md: the variable of the machine as a whole may stand for the environment. */
function isStoodFor(input: Input, inputs: TargetConfiguration['inputs'] = []): boolean {
  return (
    input === ENVIRONMENT_INPUT &&
    inputs.some((one) => typeof one === 'object' && 'env' in one && one.env === MACHINE_VARIABLE)
  );
}

function rootOf(root: string): string {
  return root === '' ? '.' : root;
}

import { join, posix } from 'node:path';
import { generateFiles, type Tree } from '@nx/devkit';
import { AGENTS, CONTAINER_IMAGE, EMPTY_TREE, NODE_VERSION, PNPM_VERSION, QEMU_IMAGE, RUNS_ON } from '../pinned';
import { azureNames } from './azure-names';
import { labelsById, type CheckedOptions } from './checked-options';
import { githubLeg } from './github';
import { compilersOf, containerLines, packageLines } from './install-lines';
import type { Leg } from './leg';
import { machineJobs, type MachineJob } from './machine-job';
import { emulatorOf } from './machine';
import { fileNameOf } from './output-file';
import { packageManagerOf } from './package-manager';
import { usesOf } from './pins';
import { providerFileOf, pullRequestOf } from './providers';
import { guardedScript, testScript } from './test-script';

/** What the modules that Go fetches depend on, with a digest of each file. */
const MODULES_FILES = "git ls-files -s -- '*go.mod' '*go*.sum'";

export interface WorkflowFacts {
  readonly options: CheckedOptions;
  readonly legs: readonly Leg[];
  readonly mainBranch: string;
  readonly goVersionFile: string;
}

/** The text of a workflow. Nx renders templates into the tree only: what was there is put back. */
export function workflowText(tree: Tree, facts: WorkflowFacts, file: string): string {
  const existing = tree.exists(file) ? tree.read(file, 'utf8')! : undefined;
  const { template } = providerFileOf(facts.options);
  const variables = { ...variablesOf(tree, facts), ...jobsOf(facts, existing ?? ''), fileName: posix.basename(file) };
  generateFiles(tree, join(__dirname, '..', 'files', template), posix.dirname(file), variables);
  const text = tree.read(file, 'utf8')!;
  if (existing !== undefined) tree.write(file, existing);
  return text;
}

function variablesOf(tree: Tree, { options, legs, mainBranch, goVersionFile }: WorkflowFacts) {
  const packageManager = packageManagerOf(tree);
  const compilers = compilersOf(legs);
  return {
    // One line that `nx sync` makes the workflow from again.
    options: JSON.stringify(options),
    name: yaml(options.name),
    affected: options.affected,
    shards: options.shards,
    mainBranch,
    emptyTree: EMPTY_TREE,
    goVersionFile,
    image: CONTAINER_IMAGE,
    qemuImage: options.qemuImage ?? QEMU_IMAGE,
    hostLabel: providerFileOf(options).hostLabel,
    agentsSteps: AGENTS.steps,
    agentsImage: AGENTS.image,
    agentsName: fileNameOf(options.name),
    needsEmulator: legs.some((leg) => emulatorOf(leg).kind !== 'none'),
    nodeVersion: NODE_VERSION,
    nodeVersionFile: ['.nvmrc', '.node-version'].find((one) => tree.exists(one)),
    pnpmVersion: PNPM_VERSION,
    packageManager,
    exec: packageManager.exec,
    isCached: packageManager.isLocked && packageManager.name !== 'bun',
    compilers,
    installLines: containerLines(packageManager, compilers),
    packageLines: packageLines(packageManager),
    testLines: testLines(packageManager.exec, options, mainBranch),
    modulesFiles: MODULES_FILES,
    reportFormats: `html,md${options.coverage ? ',cover' : ''}`,
    yaml,
  };
}

function testLines(exec: string, options: CheckedOptions, mainBranch: string): string[] {
  if (options.ci === 'github') return testScript(exec, options);
  return guardedScript(exec, options, pullRequestOf(options.ci, mainBranch));
}

/** What a provider's template goes through. */
function jobsOf({ options, legs }: WorkflowFacts, existing: string) {
  const labels = labelsById(options.nativeLabels, legs);
  if (options.distribute !== undefined)
    return { jobs: machineJobs(legs, { ...options, shards: 1, nativeArm64: 'never' }, {}) };
  if (options.ci === 'github') {
    const choice = { nativeArm64: options.nativeArm64, labels, arm64Label: RUNS_ON.arm64 };
    return { legs: legs.map((leg) => githubLeg(leg, choice)), uses: usesOf(existing) };
  }
  const jobs = machineJobs(legs, options, labels);
  return { jobs, groups: groupsOf(jobs), exportLines, azureNames: azureNames(jobs.map(({ id }) => id)) };
}

/** Jobs with a machine of their own, and those that any machine may run. */
function groupsOf(jobs: readonly MachineJob[]): (readonly [string, readonly MachineJob[]])[] {
  const groups = [
    ['go-ports', jobs.filter(({ label }) => label === undefined)],
    ['go-ports-native', jobs.filter(({ label }) => label !== undefined)],
  ] as const;
  return groups.filter(([, some]) => some.length > 0);
}

function exportLines({ port, targets, shard }: MachineJob): string[] {
  return [`export GO_PORT='${port}' TARGETS='${targets}' SHARD=${shard}`];
}

/** As YAML reads it back as this text: quoted unless it is a plain word. */
function yaml(text: string): string {
  const isWord = /^[A-Za-z_][\w./-]*( [\w./-]+)*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isWord ? text : JSON.stringify(text);
}

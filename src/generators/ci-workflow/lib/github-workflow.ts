import { join } from 'node:path';
import { generateFiles, type Tree } from '@nx/devkit';
import { NODE_VERSION, PNPM_VERSION, QEMU_IMAGE, RUNS_ON } from '../pinned';
import { labelsById, type CheckedOptions } from './checked-options';
import { githubLeg, type GithubLeg } from './github';
import type { Leg } from './leg';
import { packageManagerOf } from './package-manager';
import { usesOf } from './pins';

export interface WorkflowFacts {
  readonly options: CheckedOptions;
  readonly legs: readonly Leg[];
  readonly mainBranch: string;
  readonly goVersionFile: string;
}

export const GITHUB_FOLDER = '.github/workflows';

/** The text of the workflow. Nx renders templates into the tree only: what was there is put back. */
export function githubWorkflow(tree: Tree, facts: WorkflowFacts, fileName: string): string {
  const file = `${GITHUB_FOLDER}/${fileName}.yml`;
  const existing = tree.exists(file) ? tree.read(file, 'utf8')! : undefined;
  const variables = variablesOf(tree, facts, existing ?? '', fileName);
  generateFiles(tree, join(__dirname, '..', 'files', 'github'), GITHUB_FOLDER, variables);
  const text = tree.read(file, 'utf8')!;
  if (existing !== undefined) tree.write(file, existing);
  return text;
}

function variablesOf(tree: Tree, facts: WorkflowFacts, existing: string, fileName: string) {
  const { options, mainBranch, goVersionFile } = facts;
  const packageManager = packageManagerOf(tree);
  return {
    fileName,
    options: storedOptions(options),
    name: yaml(options.name),
    affected: options.affected,
    shards: options.shards,
    coverageArguments: options.coverage ? ' --cover' : '',
    legs: githubLegs(facts),
    mainBranch,
    goVersionFile,
    qemuImage: options.qemuImage ?? QEMU_IMAGE,
    hostLabel: RUNS_ON.amd64,
    nodeVersion: NODE_VERSION,
    nodeVersionFile: ['.nvmrc', '.node-version'].find((one) => tree.exists(one)),
    pnpmVersion: PNPM_VERSION,
    packageManager,
    isCached: packageManager.isLocked && packageManager.name !== 'bun',
    uses: usesOf(existing),
    yaml,
  };
}

export function githubLegs({ options, legs }: Pick<WorkflowFacts, 'options' | 'legs'>): GithubLeg[] {
  const labels = labelsById(options.nativeLabels, legs);
  return legs.map((leg) => githubLeg(leg, { nativeArm64: options.nativeArm64, labels, arm64Label: RUNS_ON.arm64 }));
}

/** One line that `nx sync` makes the workflow from again. */
function storedOptions(options: CheckedOptions): string {
  return JSON.stringify(options);
}

/** As YAML reads it back as this text: quoted unless it is a plain word. */
export function yaml(text: string): string {
  const isWord = /^[A-Za-z_][\w./-]*( [\w./-]+)*$/.test(text) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isWord ? text : JSON.stringify(text);
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { scriptsOf, type LegScript } from '../../src/generators/ci-workflow/testdata/provider-scripts';
import { ciMachine, type CiMachine } from './ci-machine';
import { exec } from './exec';

/** What the providers call their files. */
type Ci = 'github' | 'gitlab' | 'circleci' | 'azure' | 'bitbucket-pipelines';

export const FILES: Readonly<Record<Ci, string>> = {
  github: '.github/workflows/go-ports.yml',
  gitlab: '.gitlab-ci.yml',
  circleci: '.circleci/config.yml',
  azure: 'azure-pipelines.yml',
  'bitbucket-pipelines': 'bitbucket-pipelines.yml',
};

/** How each starts a script: Azure's does not end with the first command that fails. */
const SHELLS: Readonly<Record<Ci, readonly string[]>> = {
  github: ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c'],
  gitlab: ['bash', '-eo', 'pipefail', '-c'],
  circleci: ['bash', '-eo', 'pipefail', '-c'],
  azure: ['bash', '--noprofile', '--norc', '-c'],
  'bitbucket-pipelines': ['bash', '-e', '-c'],
};

/** The others start a container. */
const IS_MACHINE: ReadonlySet<Ci> = new Set(['github', 'azure']);

export interface LegRun {
  readonly port: string;
  readonly output: string;
  /** The script that failed. */
  readonly failed?: string;
}

export interface LegsOptions {
  readonly ci: Ci;
  readonly repository: string;
  readonly machine: (port: string) => Omit<CiMachine, 'kind'>;
  /** What the provider sets. */
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the scripts of all legs, each on a machine of its own with a clone of the repository. */
export async function runLegs(text: string, options: LegsOptions): Promise<LegRun[]> {
  const runs: LegRun[] = [];
  for (const leg of scriptsOf(options.ci, parse(text))) runs.push(await runLeg(leg, options));
  return runs;
}

async function runLeg(
  { port, steps, env }: LegScript,
  { ci, repository, machine, env: more }: LegsOptions,
): Promise<LegRun> {
  const own = machine(port);
  const { argv, env: machineEnv } = ciMachine({ ...own, kind: IS_MACHINE.has(ci) ? 'machine' : 'container' });
  const cwd = join(own.state, 'sources');
  const clone = await exec(['git', 'clone', '-q', `file://${repository}`, cwd], { cwd: own.state, env: machineEnv });
  if (!existsSync(cwd)) throw new Error(clone.output);
  // GOCACHE stays the suite's: what it compiles once serves all.
  const { GOCACHE: _cache, GOMODCACHE: _modules, GOTOOLCHAIN: _toolchain, ...rest } = env;
  // All steps in one machine, each in a shell of its own; the first that fails is named and ends it.
  const shell = SHELLS[ci].map((word) => `'${word}'`).join(' ');
  const all = `for step in "$@"; do ${shell} "$step" || { printf '\\n[failed] %s' "$step"; exit 1; }; done`;
  const result = await exec([...argv, 'bash', '-c', all, 'bash', ...steps], {
    cwd,
    env: { ...machineEnv, ...rest, ...more },
    timeout: 280_000,
  });
  const [output, failed] = result.output.split('\n[failed] ');
  return { port, output: output!, ...(failed === undefined ? {} : { failed }) };
}

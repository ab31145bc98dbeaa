import { join } from 'node:path';
import { ciMachine, type CiMachine } from './ci-machine';
import { exec } from './exec';
import { npmTools } from './npm-tools';

export interface GitlabRun {
  readonly output: string;
  /** What became of each job, by its name. */
  readonly jobs: Readonly<Record<string, 'PASS' | 'FAIL'>>;
  /** What a job printed. */
  readonly printed: (job: string) => string;
}

/** Runs the jobs of `.gitlab-ci.yml` one after the other, each in a copy of the sources, with the artifacts that it needs. */
export async function gitlab(
  repository: string,
  machine: Omit<CiMachine, 'kind'>,
  variables: Readonly<Record<string, string>> = {},
): Promise<GitlabRun> {
  const { argv, env } = ciMachine({ ...machine, kind: 'container' });
  const program = join(await npmTools(), 'gitlab-ci-local', 'dist', 'index.js');
  const options = [
    '--force-shell-executor',
    '--shell-isolation',
    '--artifacts-to-source',
    '--concurrency=1',
    '--no-color',
  ];
  const set = Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
  const { output } = await exec([...argv, process.execPath, program, ...options, ...set], {
    cwd: repository,
    env,
    timeout: 280_000,
  });
  const ended = [...output.matchAll(/^ (PASS|FAIL) {2}(.*?) *$/gm)].map(([, result, job]) => [job, result]);
  return {
    output,
    jobs: Object.fromEntries(ended),
    printed: (job) =>
      output
        .split('\n')
        .filter((line) => line.startsWith(`${job} `))
        .join('\n'),
  };
}

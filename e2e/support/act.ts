import { copyFileSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIONS } from '../../src/generators/ci-workflow/pinned';
import { cleanEnv } from './env';
import { exec } from './exec';
import { goTool } from './go-tool';
import { GOCACHE, REPOSITORY } from './suite';

const STAND_INS = join(REPOSITORY, 'e2e', 'fixtures', 'actions');

/**
 * A namespace with a binfmt_misc of its own and without the emulators of this machine: on a runner of GitHub's there
 * are none but those that setup-qemu-action brings.
 */
const IN_NAMESPACE = `mount -t binfmt_misc none /proc/sys/fs/binfmt_misc || exit 1
for emulator in /usr/bin/qemu-*; do mount --bind /dev/null "$emulator" || exit 1; done
exec "$@"`;

export interface ActRun {
  readonly output: string;
  /** What became of each job that ended, by its name. */
  readonly jobs: Readonly<Record<string, 'success' | 'failure'>>;
  /** What a step of a job printed. */
  readonly printed: (job: string, step: string) => string;
  /** Names of the steps of a job that failed. */
  readonly failed: (job: string) => readonly string[];
}

interface Line {
  readonly job?: string;
  readonly step?: string;
  readonly msg?: string;
  readonly stepResult?: string;
  readonly jobResult?: string;
  readonly raw_output?: boolean;
}

export interface ActOptions {
  /** The workspace, a git repository. */
  readonly repository: string;
  /** Kept between runs: caches, and nothing else. */
  readonly state: string;
  readonly lastGreen: string;
  /** Emulators in the binfmt image. */
  readonly emulators: readonly string[];
  /** Where one is to be had that is not the installed one. */
  readonly others?: Readonly<Record<string, string>>;
}

/**
 * Gives every leg what earlier runs of it would have left in the cache, compiled packages of Go above all: that is a minute
 * of two processors. Linked, so only where that is possible.
 */
export async function seedCaches(state: string, legs: readonly string[]): Promise<void> {
  if (!existsSync(GOCACHE) || statSync(GOCACHE).dev !== statSync(state).dev) return;
  const { stdout } = await exec(['go', 'env', 'GOVERSION'], { cwd: state, env: cleanEnv() });
  for (const leg of legs) {
    const entry = join(state, 'store', 'caches', leg);
    mkdirSync(entry, { recursive: true });
    writeFileSync(join(entry, 'key'), `go-Linux-X64-${leg}-${stdout.trim().replace(/^go/, '')}-seed`);
    symlinkSync(GOCACHE, join(entry, '0'));
  }
}

/** Runs the workflows of a repository for a push of its HEAD, in a private repository of GitHub's. */
export async function act({ repository, state, lastGreen, emulators, others = {} }: ActOptions): Promise<ActRun> {
  const program = await actProgram();
  const [event, image, store] = ['event.json', 'image', 'store'].map((name) => join(state, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [image, join(store, 'artifacts')]) rmSync(folder, { recursive: true, force: true });
  for (const folder of [image, store, join(state, 'home')]) mkdirSync(folder, { recursive: true });
  for (const name of emulators) copyFileSync(others[name] ?? join('/usr/bin', name), join(image, name));
  writeFileSync(event, JSON.stringify({ repository: { visibility: 'private', fork: false, default_branch: 'main' } }));
  const env = {
    ...cleanEnv(),
    HOME: join(state, 'home'),
    GOPROXY: 'off',
    STAND_IN_REMOTE: `file://${repository}`,
    STAND_IN_LAST_GREEN: lastGreen,
    STAND_IN_STORE: store,
    STAND_IN_NODE_MODULES: join(repository, 'node_modules'),
    STAND_IN_IMAGE: image,
  };
  const args = [
    ...['push', '--json', '--eventpath', event, '--no-skip-checkout', '--no-cache-server', '--pull=false'],
    ...[
      '--action-cache-path',
      join(state, 'act'),
      '-P',
      'ubuntu-24.04=-self-hosted',
      '-P',
      'ubuntu-24.04-arm=-self-hosted',
    ],
    ...localRepositories(),
  ];
  const namespace = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', IN_NAMESPACE, 'sh'];
  const { output } = await exec([...namespace, program, ...args], { cwd: repository, env, timeout: 280_000 });
  return read(output);
}

/** Built once on a machine: not in the time of a test. */
export const actProgram = () => goTool('github.com/nektos/act', 'v0.2.89');

/** `--local-repository` for every action that has a stand-in, at the commit that workflows pin. */
function localRepositories(): string[] {
  return Object.entries(ACTIONS).flatMap(([name, { sha }]) => {
    const folder = join(STAND_INS, name.split('/')[1]!);
    return existsSync(folder) ? ['--local-repository', `${name}@${sha}=${folder}`] : [];
  });
}

function read(output: string): ActRun {
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
  // `workflow/job`, numbered in a matrix although its name says which it is, and padded with blanks.
  const name = ({ job = '' }: Line) =>
    job
      .replace(/^.*\//, '')
      .replace(/-\d+ *$/, '')
      .trim();
  const of = (job: string) => lines.filter((line) => name(line) === job);
  const failed = (job: string) =>
    of(job)
      .filter(({ stepResult }) => stepResult === 'failure')
      .map(({ step = '' }) => step);
  // act has one result for all jobs of a matrix: that of the worst so far.
  const ended = new Set(lines.filter(({ jobResult }) => jobResult !== undefined).map(name));
  const outcomes = [...ended].map((job) => [job, failed(job).length > 0 ? 'failure' : 'success']);
  return {
    output,
    failed,
    jobs: Object.fromEntries(outcomes) as ActRun['jobs'],
    printed: (job, step) =>
      of(job)
        .filter((line) => line.raw_output && line.step === step)
        .map(({ msg }) => msg)
        .join(''),
  };
}

import { BROKEN_ON_ARM64, ciRepository, commit, LEGS, PROJECT } from '../support/ci-repository';
import { FILES, runLegs } from '../support/ci-scripts';
import { gitlab, type GitlabRun } from '../support/gitlab';
import { npmTools } from '../support/npm-tools';
import type { Workspace } from '../support/workspace';

const EMULATORS = ['qemu-aarch64', 'qemu-s390x'];

let workspace: Workspace;
beforeAll(async () => {
  await npmTools();
  workspace = await ciRepository();
});
afterAll(() => workspace.remove());

/** A machine that no earlier job was on. */
const machine = (emulators = EMULATORS) => ({
  state: workspace.folder('machine'),
  nodeModules: `${workspace.path}/node_modules`,
  emulators,
});

async function setUp(ci: string): Promise<string> {
  await workspace.must(['git', 'checkout', '-q', '-B', 'main']);
  await workspace.must(['git', 'rm', '-rqf', '--ignore-unmatch', '.', ':!package.json']);
  for (const [file, content] of Object.entries(PROJECT)) workspace.write(file, content);
  workspace.write('.gitignore', 'node_modules\ndist\n.nx\n.gitlab-ci-local\n');
  await workspace.nx(['g', 'nx-go-cross:ci-workflow', `--ci=${ci}`, '--no-interactive']);
  return commit(workspace, {});
}

/** gitlab-ci-local runs what is in `.gitlab-ci.yml`: needs, matrices, variables, rules and artifacts. */
describe('GitLab', () => {
  const job = (leg: string) => `go-ports: [${leg},${leg},test-${leg}]`;
  const GREEN = Object.fromEntries([...LEGS.map(job), 'go-ports-report'].map((name) => [name, 'PASS']));
  const run = (emulators?: readonly string[], variables?: Readonly<Record<string, string>>): Promise<GitlabRun> =>
    gitlab(workspace.path, machine(emulators as string[]), variables);
  let first: string;
  beforeAll(async () => {
    first = await setUp('gitlab');
    await workspace.must(['git', 'remote', 'add', 'origin', 'git@gitlab.example.com:group/project.git']);
    await workspace.must(['git', 'update-ref', 'refs/remotes/origin/main', first]);
    await workspace.must(['git', 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main']);
  });

  test('every port is proved, tested under its own emulator, and all are reported together', async () => {
    const { jobs, output, printed } = await run();
    expect([jobs, output]).toEqual([GREEN, expect.any(String)]);
    expect(printed(job('amd64'))).toContain('linux/amd64 runs: native');
    expect(printed(job('s390x'))).toMatch(/linux\/s390x runs: proot/);
    expect(printed(job('s390x'))).toContain('test-s390x for project svc');
    expect(workspace.read('dist/go-cross-report/report.md')).toContain('Go tests passed on 3 ports');
  });

  test('a merge request tests what it affects', async () => {
    await commit(workspace, { 'svc/svc_s390x.go': 'package svc\n\nvar _ = 1\n' });
    const variables = { CI_MERGE_REQUEST_DIFF_BASE_SHA: first };
    const { jobs, output, printed } = await run(EMULATORS, variables);
    expect([jobs, output]).toEqual([GREEN, expect.any(String)]);
    expect(printed(job('amd64'))).toContain('No tasks were run');
    expect(printed(job('s390x'))).toContain('test-s390x for project svc');
  });

  test('a leg without its emulator is red at the probe', async () => {
    const { jobs, output, printed } = await run(['qemu-aarch64']);
    expect([jobs, output]).toEqual([{ ...GREEN, [job('s390x')]: 'FAIL' }, expect.any(String)]);
    expect(printed(job('s390x'))).toContain('linux/s390x does not run on this machine');
    expect(printed(job('s390x'))).not.toContain('for project svc');
  });

  test('a test that is broken on arm64 turns that job red, and the report', async () => {
    await commit(workspace, { 'svc/svc_test.go': BROKEN_ON_ARM64 });
    const { jobs, output } = await run();
    expect([jobs, output]).toEqual([
      { ...GREEN, [job('arm64')]: 'FAIL', 'go-ports-report': 'FAIL' },
      expect.any(String),
    ]);
    expect(workspace.read('dist/go-cross-report/report.md')).toContain('failed on linux/arm64, passed on 2 ports');
  });
});

/** The commands of each job, in their order, on machines of the provider's kind. Caches and artifacts are the provider's. */
describe.each(['circleci', 'azure', 'bitbucket-pipelines'] as const)('%s', (ci) => {
  const run = async (emulators = EMULATORS, env: Readonly<Record<string, string>> = {}) => {
    const options = { ci, repository: workspace.path, machine: () => machine(emulators), env };
    const legs = await runLegs(workspace.read(FILES[ci]), options);
    return { legs, red: legs.filter(({ failed }) => failed !== undefined).map(({ port, failed }) => [port, failed]) };
  };
  beforeAll(() => setUp(ci));

  test('on the main branch every port is proved and tested', async () => {
    const { legs, red } = await run(EMULATORS, { CIRCLE_BRANCH: 'main' });
    expect([red, legs]).toEqual([[], expect.any(Array)]);
    for (const { port, output } of legs) expect(output).toContain(`test-${port} for project svc`);
    expect(legs.at(-1)!.output).toMatch(/linux\/s390x runs: (proot|namespace)/);
  });

  test('a pull request tests what it affects, and a leg without its emulator is red at the probe', async () => {
    await workspace.must(['git', 'checkout', '-q', '-B', 'change']);
    await commit(workspace, { 'svc/svc_s390x.go': 'package svc\n\nvar _ = 1\n' });
    const { legs, red } = await run(['qemu-s390x'], {
      CIRCLE_BRANCH: 'change',
      BUILD_REASON: 'PullRequest',
      SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
      BITBUCKET_PR_DESTINATION_BRANCH: 'main',
    });
    expect([red, legs]).toEqual([[['arm64', expect.stringContaining('nx-go-cross probe')]], expect.any(Array)]);
    const [amd64, arm64, s390x] = legs.map(({ output }) => output);
    expect(amd64).toContain('No tasks were run');
    expect(arm64).toContain('linux/arm64 does not run on this machine');
    expect(s390x).toContain('test-s390x for project svc');
  });

  test('a test that is broken on arm64 turns that leg red alone', async () => {
    await commit(workspace, { 'svc/svc_test.go': BROKEN_ON_ARM64 });
    const { legs, red } = await run(EMULATORS, { CIRCLE_BRANCH: 'main' });
    expect([red, legs]).toEqual([[['arm64', expect.stringContaining('-t "$TARGETS"')]], expect.any(Array)]);
  });
});

import { act, actProgram, seedCaches, type ActRun } from '../support/act';
import { BROKEN_ON_ARM64, ciRepository, commit as commitTo, LEGS, PROJECT } from '../support/ci-repository';
import type { Workspace } from '../support/workspace';

const RESTORE = 'Restore what Go compiled, and which tests passed';
const GREEN = { amd64: 'success', arm64: 'success', s390x: 'success', 'All ports': 'success' };

/** The generated workflow, run by act as GitHub would, for one push after the other. */
describe('the GitHub workflow', () => {
  let workspace: Workspace;
  let state: string;
  /** Empty as long as no run was green. */
  let lastGreen = '';
  beforeAll(async () => {
    await actProgram();
    workspace = await ciRepository();
    state = workspace.folder('act');
    await seedCaches(state, LEGS);
  });
  afterAll(() => workspace.remove());

  const commit = (files: Readonly<Record<string, unknown>>) => commitTo(workspace, files);

  function push(emulators = ['qemu-aarch64', 'qemu-s390x']): Promise<ActRun> {
    return act({ repository: workspace.path, state, lastGreen, emulators });
  }

  /** The port that each leg's tests ran for. */
  const tasksOf = ({ printed }: ActRun) =>
    Object.fromEntries(
      LEGS.map((leg) => [leg, /Running target (\S+) for project svc/.exec(printed(leg, 'Test'))?.[1]]),
    );

  test('the first run tests every port on its own machine, under its own emulator, and reports all together', async () => {
    await commit(PROJECT);
    await workspace.nx(['g', 'nx-go-cross:ci-workflow', '--ci=github', '--no-interactive']);
    const head = await commit({});
    const run = await push();
    expect([run.jobs, run.output]).toEqual([GREEN, expect.any(String)]);
    expect(tasksOf(run)).toEqual({ amd64: 'test-amd64', arm64: 'test-arm64', s390x: 'test-s390x' });
    const probe = (leg: string) => run.printed(leg, 'Prove that the port runs');
    expect(probe('amd64')).toContain('linux/amd64 runs: native');
    expect(probe('arm64')).toMatch(/linux\/arm64 runs: binfmt .*\/image\/qemu-aarch64/);
    expect(probe('s390x')).toMatch(/linux\/s390x runs: binfmt .*\/image\/qemu-s390x/);
    expect(run.printed('amd64', 'Check out')).toContain('commits: 2');
    expect(run.printed('All ports', 'Check out')).toContain('commits: 1');
    expect(run.printed('All ports', 'Put them side by side')).toMatch(/svc .* 1 passed +1 passed +1 passed/);
    lastGreen = head;
  });

  test('an edit of a file for s390x runs the tests of that leg only, with what Go had compiled for it', async () => {
    await commit({ 'svc/svc_s390x.go': 'package svc\n\nvar _ = 1\n' });
    const run = await push();
    expect([run.jobs, run.output]).toEqual([GREEN, expect.any(String)]);
    expect(tasksOf(run)).toEqual({ amd64: undefined, arm64: undefined, s390x: 'test-s390x' });
    expect(run.printed('amd64', 'Test')).toContain('No tasks were run');
    for (const leg of LEGS) {
      expect(run.printed(leg, RESTORE)).toMatch(new RegExp(`restored go-Linux-X64-${leg}-[\\d.]+-${lastGreen}`));
    }
  });

  test('a leg whose emulator could not be registered is red at the probe, whatever the action said', async () => {
    const run = await push(['qemu-aarch64']);
    expect([run.jobs, run.output]).toEqual([
      { ...GREEN, s390x: 'failure', 'All ports': 'failure' },
      expect.any(String),
    ]);
    expect(run.printed('s390x', 'Register the emulator')).toContain('error: s390x: not found');
    expect(run.failed('s390x')).toEqual(['Prove that the port runs']);
    expect(run.printed('s390x', 'Prove that the port runs')).toContain('linux/s390x does not run on this machine');
  });

  test('a test that is broken on arm64 turns that leg red, and no other', async () => {
    await commit({ 'svc/svc_test.go': BROKEN_ON_ARM64 });
    const run = await push();
    expect([run.jobs, run.output]).toEqual([
      { ...GREEN, arm64: 'failure', 'All ports': 'failure' },
      expect.any(String),
    ]);
    expect(tasksOf(run)).toEqual({ amd64: 'test-amd64', arm64: 'test-arm64', s390x: 'test-s390x' });
    expect(run.failed('arm64')).toEqual(['Test']);
    expect(run.printed('All ports', 'Put them side by side')).toContain(
      'Go tests failed on linux/arm64, passed on 2 ports',
    );
  });
});

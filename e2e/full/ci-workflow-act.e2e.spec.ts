import { act, actProgram, seedCaches, type ActRun } from '../support/act';
import { Workspace } from '../support/workspace';

const LEGS = ['amd64', 'arm64', 's390x'];
const BROKEN_ON_ARM64 = `package svc

import (
	"runtime"
	"testing"
)

func TestEverywhere(t *testing.T) {
	if runtime.GOARCH == "arm64" {
		t.Fatal("broken on arm64")
	}
}
`;
const PROJECT = {
  'package-lock.json': { name: 'template', lockfileVersion: 3, packages: {} },
  'nx.json': {
    analytics: false,
    neverConnectToCloud: true,
    defaultBase: 'main',
    plugins: [{ plugin: 'nx-go-cross', options: { ports: LEGS } }],
  },
  'svc/go.mod': 'module example.com/svc\n\ngo 1.23\n',
  'svc/project.json': { name: 'svc' },
  'svc/svc.go': 'package svc\n',
  'svc/svc_test.go': 'package svc\n\nimport "testing"\n\nfunc TestEverywhere(t *testing.T) {}\n',
};
const RESTORE = 'Restore what Go compiled, and which tests passed';
const GREEN = { amd64: 'success', arm64: 'success', s390x: 'success', 'All ports': 'success' };

/** The generated workflow, run by act as GitHub would, for one push after the other. */
describe('the GitHub workflow', () => {
  let workspace: Workspace;
  let state: string;
  let lastGreen: string;
  beforeAll(async () => {
    await actProgram();
    workspace = await Workspace.create();
    for (const [name, value] of [
      ['user.name', 'e2e'],
      ['user.email', 'e2e@example.com'],
      ['uploadpack.allowFilter', 'true'],
      ['uploadpack.allowAnySHA1InWant', 'true'],
    ]) {
      await workspace.must(['git', 'config', name!, value!]);
    }
    await workspace.must(['git', 'checkout', '-q', '-b', 'main']);
    state = workspace.folder('act');
    await seedCaches(state, LEGS);
    lastGreen = await commit({ 'README.md': 'nothing yet\n' });
  });
  afterAll(() => workspace.remove());

  async function commit(files: Readonly<Record<string, unknown>>): Promise<string> {
    for (const [file, content] of Object.entries(files)) workspace.write(file, content);
    await workspace.must(['git', 'add', '-A']);
    await workspace.must(['git', 'commit', '-q', '-m', 'change']);
    return (await workspace.run(['git', 'rev-parse', 'HEAD'])).stdout.trim();
  }

  function push(emulators = ['qemu-aarch64', 'qemu-s390x']): Promise<ActRun> {
    return act({ repository: workspace.path, state, lastGreen, emulators });
  }

  /** The port that each leg's tests ran for. */
  const tasksOf = ({ printed }: ActRun) =>
    Object.fromEntries(
      LEGS.map((leg) => [leg, /Running target (\S+) for project svc/.exec(printed(leg, 'Test'))?.[1]]),
    );

  test('every port is tested on its own machine, under its own emulator, and all are reported together', async () => {
    for (const [file, content] of Object.entries(PROJECT)) workspace.write(file, content);
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
      expect(run.printed(leg, RESTORE)).toMatch(new RegExp(`restored go-Linux-X64-${leg}-[\\d.]+--${lastGreen}`));
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

import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { act, actProgram, seedCaches, type ActRun } from '../support/act';
import { ciRepository, commit, PROJECT } from '../support/ci-repository';
import { gitlab } from '../support/gitlab';
import { npmTools } from '../support/npm-tools';
import { HIDE, registerOpened, standIn } from '../support/registered';
import type { Workspace } from '../support/workspace';

const LEGS = ['arm64', 'arm64-v8.0'];
const PORTS = ['arm64', 'arm64/v8.0'];

/** LDADDAL, an instruction of ARMv8.1: a CPU of level v8.0 does not have it. */
const NEWER = {
  'svc/add_arm64.s': `#include "textflag.h"

// func fetchAdd(p *uint64, n uint64) uint64
TEXT ·fetchAdd(SB), NOSPLIT, $0-24
	MOVD p+0(FP), R0
	MOVD n+8(FP), R1
	LDADDALD R1, (R0), R2
	MOVD R2, ret+16(FP)
	RET
`,
  'svc/add_arm64.go': 'package svc\n\nfunc fetchAdd(p *uint64, n uint64) uint64\n',
  'svc/add_test.go': `package svc

import "testing"

func TestAdd(t *testing.T) {
	var n uint64
	fetchAdd(&n, 2)
}
`,
};

let workspace: Workspace;
/** Emulators of arm64: two that say to be of another version, and one that is no QEMU. */
let tools: Readonly<Record<'real' | 'v98' | 'v99' | 'other', string>>;
beforeAll(async () => {
  workspace = await ciRepository();
  const folder = workspace.folder('emulators');
  const real = join(folder, 'qemu-aarch64');
  copyFileSync('/usr/bin/qemu-aarch64', real);
  tools = {
    real,
    v98: await standIn(join(folder, 'v98'), real, '98.0'),
    v99: await standIn(join(folder, 'v99'), real, '99.0'),
    other: await standIn(join(folder, 'other'), real),
  };
});
afterAll(() => workspace.remove());

async function setUp(ci: string): Promise<void> {
  await workspace.must(['git', 'checkout', '-q', '-B', 'main']);
  await workspace.must(['git', 'rm', '-rqf', '--ignore-unmatch', '.', ':!package.json']);
  const nxJson = { ...PROJECT['nx.json'], plugins: [{ plugin: 'nx-go-cross', options: { ports: PORTS } }] };
  await commit(workspace, {
    ...PROJECT,
    'nx.json': nxJson,
    '.gitignore': 'node_modules\ndist\n.nx\n.gitlab-ci-local\n',
  });
  // All is tested in every run, so that only caches can keep it from running.
  const options = [`--ci=${ci}`, '--affected=false', '--nativeArm64=never', '--no-interactive'];
  const { code, output } = await workspace.nx(['g', 'nx-go-cross:ci-workflow', ...options]);
  if (code !== 0) throw new Error(output);
  await commit(workspace, {});
}

/** What both providers must come to, with an emulator that is registered and none on PATH. */
interface Outcome {
  readonly red: readonly string[];
  readonly probe: (leg: string) => string;
  readonly test: (leg: string) => string;
  /** Whether Go had the result of a leg's tests in its cache, as the leg's summary says. */
  readonly isCached: (leg: string) => boolean;
}

function isCachedIn(artifact: string): boolean {
  const { packages } = JSON.parse(readFileSync(artifact, 'utf8')) as { packages: { cached: boolean }[] };
  return packages.every(({ cached }) => cached);
}

/** `keepsPaths`: jobs find their sources in the same folder each time, without which Go has no result of them in its cache. */
function specs(keepsPaths: boolean, run: (emulator: string) => Promise<Outcome>): void {
  test('the probe proves version and level of the registered emulator', async () => {
    const { red, probe, isCached } = await run(tools.v98);
    expect(red).toEqual([]);
    expect(LEGS.map(isCached)).toEqual([false, false]);
    expect(probe('arm64')).toMatch(/linux\/arm64 runs: binfmt .* 98\.0/);
    expect(probe('arm64-v8.0')).toMatch(/linux\/arm64\/v8\.0 runs: binfmt .* 98\.0 · CPU model cortex-a53/);
  });

  test('nothing runs again with the same one, and all does with another version', async () => {
    const same = await run(tools.v98);
    expect([same.red, LEGS.map(same.isCached)]).toEqual([[], [keepsPaths, keepsPaths]]);
    const other = await run(tools.v99);
    expect([other.red, LEGS.map(other.isCached)]).toEqual([[], [false, false]]);
    for (const leg of LEGS) expect(other.probe(leg)).toContain(' 99.0');
  });

  test('an emulator whose CPU cannot be proved is red at the probe, with the remedy', async () => {
    const { red, probe } = await run(tools.other);
    expect(red).toEqual(LEGS);
    expect(probe('arm64')).toMatch(/ unknown · not proved: version, cpu[^]*→ Register QEMU itself/);
    expect(probe('arm64-v8.0')).toMatch(/level v8\.0 cannot be proved: [^]*→ /);
  });

  test('code of a newer level is red on the level that does not have it', async () => {
    await commit(workspace, NEWER);
    const { red, test: printed } = await run(tools.v98);
    expect(red).toEqual(['arm64-v8.0']);
    expect(printed('arm64-v8.0')).toContain('SIGILL: CPU model cortex-a53');
  });
}

describe('GitHub', () => {
  let state: string;
  beforeAll(async () => {
    await actProgram();
    state = workspace.folder('act');
    await seedCaches(state, LEGS);
    await setUp('github');
  });

  specs(false, async (emulator) => {
    const others = { 'qemu-aarch64': emulator };
    const run: ActRun = await act({
      ...{ repository: workspace.path, state, lastGreen: '', emulators: ['qemu-aarch64'], others },
    });
    if (Object.keys(run.jobs).length === 0) throw new Error(run.output);
    return {
      red: LEGS.filter((leg) => run.jobs[leg] !== 'success'),
      probe: (leg) => run.printed(leg, 'Prove that the port runs'),
      test: (leg) => run.printed(leg, 'Test'),
      isCached: (leg) => isCachedIn(join(state, 'store', 'artifacts', `go-cross-${leg}`, 'svc', leg, 'summary.json')),
    };
  });
});

describe('GitLab', () => {
  const job = (leg: string, port: string) => `go-ports: [${leg},${port},test-${leg}]`;
  const jobs = LEGS.map((leg, index) => [leg, job(leg, PORTS[index]!)] as const);
  beforeAll(async () => {
    await npmTools();
    await setUp('gitlab');
    const head = (await workspace.run(['git', 'rev-parse', 'HEAD'])).stdout.trim();
    await workspace.must(['git', 'remote', 'add', 'origin', 'git@gitlab.example.com:group/project.git']);
    await workspace.must(['git', 'update-ref', 'refs/remotes/origin/main', head]);
    await workspace.must(['git', 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main']);
  });

  specs(true, async (emulator) => {
    const state = workspace.folder('machine');
    const register = [...registerOpened(emulator, join(state, 'opened')), HIDE];
    const machine = { state, nodeModules: `${workspace.path}/node_modules`, emulators: [], register };
    const { jobs: ended, output, printed } = await gitlab(workspace.path, machine);
    if (Object.keys(ended).length === 0) throw new Error(output);
    const text = (leg: string) => printed(jobs.find(([name]) => name === leg)![1]);
    const isCached = (leg: string) => isCachedIn(join(workspace.path, 'dist', 'go-cross', 'svc', leg, 'summary.json'));
    const red = jobs.filter(([, name]) => ended[name] !== 'PASS').map(([leg]) => leg);
    return { red, probe: text, test: text, isCached };
  });
});

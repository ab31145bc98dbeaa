import { chmodSync, cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecResult } from './support/exec';
import { killAll, processesMarked } from './support/processes';
import { isFull } from './support/suite';
import { pathWithoutGo } from './support/without-go';
import { isReplay, Workspace } from './support/workspace';

const BEHAVIOURS =
  'badutf8 exitszero fails grandchild impostor longlines notests panics passes quietgrandchild timesout'.split(' ');

const OUTCOMES = {
  fails: 'failed',
  grandchild: 'failed',
  notests: 'noTests',
  panics: 'failed',
  passes: 'passed',
  timesout: 'timedOut',
  exitszero: 'unproven',
};

/** Both kinds of paths; for each of them Go compiles its library anew, and arm64 with -trimpath is what others compile, too. */
const PATHS: Readonly<Record<string, string>> = { arm64: '-trimpath', amd64: '-trimpath=false' };
const builds = (goarch: string) => ({
  goarch,
  packages: BEHAVIOURS.map((name) => `./${name}`),
  cover: true,
  goFlags: [PATHS[goarch]!],
});
const runs = { timeout: '8s', timeoutFactor: 1, count: 1 };

const API = (name: string) => `package api

import (
	_ "embed"
	"os"
	"testing"

	"example.com/shop/money"
)

func TestPrice(t *testing.T) {
	data, err := os.ReadFile("testdata/name.txt")
	if err != nil {
		t.Fatal(err)
	}
	if got := money.Label(string(data), Price()); got != "${name}: 7" {
		t.Fatal(got)
	}
}
`;

/** Two packages whose names end alike, a library without tests, and one with a test that needs a flag of goFlags. */
const SHOP = {
  'shop/go.mod': 'module example.com/shop\n\ngo 1.23\n',
  'shop/a/api/api.go': 'package api\n\nfunc Price() int { return 7 }\n',
  'shop/a/api/api_test.go': API('first'),
  'shop/a/api/testdata/name.txt': 'first',
  'shop/b/api/api.go': 'package api\n\nfunc Price() int { return 7 }\n\nfunc Unused() int { return 8 }\n',
  'shop/b/api/api_test.go': API('second'),
  'shop/b/api/testdata/name.txt': 'second',
  'shop/money/money.go':
    'package money\n\nimport "fmt"\n\nfunc Label(name string, price int) string {\n\tif price < 0 {\n\t\treturn name\n\t}\n\treturn fmt.Sprintf("%s: %d", name, price)\n}\n',
  'shop/spare/spare.go': 'package spare\n\nfunc Spare() int { return 9 }\n',
};

const NX_JSON = {
  analytics: false,
  neverConnectToCloud: true,
  plugins: [
    {
      plugin: 'nx-go-cross',
      options: {
        ports: ['amd64', 'arm64', 'js/wasm', 'wasip1/wasm'],
        binariesTargetName: 'test-binaries',
        test: { coverPkg: ['./...'], cover: true, goFlags: ['-trimpath', '-cpu=2'], count: 1 },
      },
    },
  ],
};

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({ copy: { behaviours: 'e2e/fixtures/behaviours' }, files: SHOP });
  workspace.write('nx.json', NX_JSON);
  workspace.write('shop/project.json', { name: 'shop' });
  const targets = Object.fromEntries(
    ['arm64', 'amd64'].flatMap((goarch) => [
      [goarch, { executor: 'nx-go-cross:test', options: { ...builds(goarch), ...runs } }],
      [`keep-${goarch}`, { executor: 'nx-go-cross:test-binaries', options: builds(goarch) }],
      // Only what a run needs: the rest is in the manifest.
      [`run-${goarch}`, { executor: 'nx-go-cross:test', options: { goarch, ...runs } }],
    ]),
  );
  workspace.write('behaviours/project.json', { name: 'behaviours', targets });
});
afterAll(() => {
  killAll(processesMarked(workspace.path));
  workspace.remove();
});

const binariesOf = (project: string, id: string) =>
  join(workspace.path, 'dist', 'go-cross', project, `binaries-${id}`, 'binaries');

/** Carries the binaries of a project to another folder, as artifacts are carried, and takes the results at home away. */
function moved(project: string, id: string): string {
  const to = join(workspace.folder('moved'), 'binaries');
  cpSync(binariesOf(project, id), to, { recursive: true });
  rmSync(join(workspace.path, 'dist'), { recursive: true });
  return to;
}

const withoutGo = (): NodeJS.ProcessEnv => ({ PATH: pathWithoutGo(workspace) });
const nxWithoutGo = (...args: string[]) => workspace.nx(args, { env: withoutGo() });

/** Without what differs from run to run, wherever it is printed, and without the middle of very long lines. */
const steady = (text: string) =>
  text
    .replaceAll(/\d+\.\d+s|\(\d+s\)/g, '<time>')
    .replaceAll(/0x[0-9a-f]+\??/g, '<address>')
    .replaceAll(/goroutine \d+/g, 'goroutine <n>')
    .replaceAll(/(.)\1{99,}/g, (run, letter) => `<${run.length} ${letter}>`);

/** Everything that a run reports, times apart. */
function results(project: string, id: string) {
  const { startedAt: _startedAt, seconds: _seconds, hash: _hash, ...summary } = workspace.summary(project, id);
  const packages = summary.packages.map(({ seconds: _time, ...rest }: { seconds: number }) => rest);
  const cover = workspace.read(`dist/go-cross/${project}/${id}/cover.out`).trimEnd().split('\n').sort();
  return JSON.parse(steady(JSON.stringify({ ...summary, packages, cover })));
}

/** For each package what happened in which test, and what each printed. */
function events(project: string, id: string) {
  const seen: Record<string, { actions: string[]; output: Record<string, string> }> = {};
  for (const line of workspace.read(`dist/go-cross/${project}/${id}/events.jsonl`).trimEnd().split('\n')) {
    const { Action, Package, Test = '', Output = '' } = JSON.parse(line);
    if (Package === undefined) continue;
    const one = (seen[Package] ??= { actions: [], output: {} });
    if (Action === 'output') one.output[Test] = (one.output[Test] ?? '') + Output;
    else one.actions.push(`${Action} ${Test}`);
  }
  return JSON.parse(steady(JSON.stringify(seen)));
}

test('this PATH has no Go', async () => {
  const { code } = await workspace.run(['sh', '-c', 'command -v go'], { env: withoutGo() });
  expect(code).not.toBe(0);
});

describe.each([
  ['arm64', 'namespace'],
  ['amd64', 'native'],
])('%s, runner %s: the binaries of every behaviour', (id, runner) => {
  let direct: ReturnType<typeof results>;
  let directEvents: ReturnType<typeof events>;
  let kept: ExecResult;
  let ran: ExecResult;
  beforeAll(async () => {
    await workspace.nx(['run', `behaviours:${id}`]);
    direct = results('behaviours', id);
    directEvents = events('behaviours', id);
    kept = await workspace.nx(['run', `behaviours:keep-${id}`]);
    const folder = moved('behaviours', id);
    ran = await nxWithoutGo('run', `behaviours:run-${id}`, '--', `--binaries=${folder}`);
  });

  test('they are built on one machine and run on another', () => {
    const count = '10 test binaries in dist/go-cross/behaviours/';
    expect([kept.code, kept.output]).toEqual([0, expect.stringContaining(count)]);
    expect([ran.code, ran.output]).toEqual([1, expect.stringContaining('nothing is built')]);
  });

  test('the same summary as of a direct run, coverage included', () => {
    const summary = results('behaviours', id);
    expect(summary.runner.kind).toBe(runner);
    expect(summary).toEqual(direct);
    expect(summary.cover.length).toBeGreaterThan(0);
    const outcomes = Object.fromEntries(
      summary.packages.map(({ importPath, outcome }: Record<string, string>) => [
        importPath!.split('/').at(-1),
        outcome,
      ]),
    );
    expect(outcomes).toMatchObject(OUTCOMES);
  });

  test('the same events', () => {
    expect(events('behaviours', id)).toEqual(directEvents);
  });

  test('no process is left', () => {
    expect(processesMarked(workspace.path)).toEqual([]);
  });
});

describe('a project with packages whose names end alike, and coverage across packages', () => {
  const keep = (id: string) => workspace.nx(['run', `shop:test-binaries-${id}`]);
  let arm64: string;
  let direct: ReturnType<typeof results>;
  beforeAll(async () => {
    await workspace.nx(['run', 'shop:test-arm64']);
    direct = results('shop', 'arm64');
    await keep('arm64');
    arm64 = moved('shop', 'arm64');
  });
  const run = (...args: string[]) => nxWithoutGo('run', 'shop:test-arm64', '--', `--binaries=${arm64}`, ...args);

  test('each package has its binary, the manifest its facts, and nothing of it tells when or where', () => {
    const text = readFileSync(join(arm64, 'manifest.json'), 'utf8');
    const manifest = JSON.parse(text);
    expect(manifest).toMatchObject({
      schema: 1,
      project: 'shop',
      port: { id: 'arm64', goos: 'linux', goarch: 'arm64' },
      go: expect.stringMatching(/^go1\./),
      cgo: 'off',
      cover: { mode: 'set' },
      packages: [
        { importPath: 'example.com/shop/a/api', dir: 'shop/a/api', args: ['-test.cpu=2'] },
        { importPath: 'example.com/shop/b/api', dir: 'shop/b/api' },
        { importPath: 'example.com/shop/money', output: expect.stringContaining('coverage: 0.0% of statements') },
        { importPath: 'example.com/shop/spare' },
      ],
    });
    const files = readdirSync(arm64, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test'));
    expect(files.sort()).toEqual(['packages/shop/a/api/api.test', 'packages/shop/b/api/api.test']);
    expect(text).not.toContain(workspace.base);
  });

  test('runs as the direct run did, from files that lost their permissions on the way', async () => {
    for (const file of readdirSync(arm64, { recursive: true, encoding: 'utf8' })) {
      if (/(\.test|probe)$/.test(file)) chmodSync(join(arm64, file), 0o644);
    }
    const { code, output } = await run();
    expect([code, output]).toEqual([0, expect.stringContaining('2 packages passed, 2 without tests')]);
    expect(results('shop', 'arm64')).toEqual(direct);
    expect(direct.cover).toContain('example.com/shop/b/api/api.go:5.19,5.31 1 0');
  });

  const runners: [string, string[]][] = [
    ['exec', ['--execProgram=qemu-aarch64']],
    ['qemu', []],
    ['proot', []],
  ];
  test.each(isFull() ? runners : runners.slice(0, 1))('runner %s', async (runner, args) => {
    const { code, output } = await run(`--runner=${runner}`, ...args);
    expect([code, output]).toEqual([0, expect.stringContaining(`runner ${runner} (`)]);
    expect(results('shop', 'arm64').packages).toEqual(direct.packages);
  });

  test('a program that runs nothing proves nothing', async () => {
    const { code } = await run('--runner=exec', '--execProgram=true');
    expect([code, workspace.summary('shop', 'arm64').outcome]).toEqual([1, 'unproven']);
  });

  test('flags for the tests count, those for the build must agree', async () => {
    const { code } = await run('--run=NoneOfThem');
    expect([code, workspace.summary('shop', 'arm64').packages[0].tests.passed]).toEqual([0, 0]);
    const refused = await run('--tags=other');
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('Option \'tags\' is ["other"]')]);
    expect(workspace.summary('shop', 'arm64').outcome).toBe('setupFailed');
  });

  test('the cache knows the binaries: the same are replayed, others are run', async () => {
    expect(isReplay(await run('--short'))).toBe(false);
    expect(isReplay(await run('--short'))).toBe(true);
    const file = join(arm64, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    manifest.packages[1].binary.sha256 = '0'.repeat(64);
    writeFileSync(file, JSON.stringify(manifest));
    const { code, output } = await run('--short');
    expect([code, output]).toEqual([1, expect.stringContaining('api.test is not the file that was built')]);
  });

  test('two builds, in other folders and at other commits, are equal byte by byte', async () => {
    const other = await Workspace.create({
      name: 'elsewhere',
      files: { ...SHOP, 'shop/project.json': { name: 'shop' } },
    });
    other.write('nx.json', NX_JSON);
    await other.must(['git', 'add', '.']);
    await other.must(['git', '-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-qm', 'another']);
    const [first, second] = await Promise.all([keep('arm64'), other.nx(['run', 'shop:test-binaries-arm64'])]);
    expect([first.code, second.code]).toEqual([0, 0]);
    const theirs = other.read('dist/go-cross/shop/binaries-arm64/binaries/manifest.json');
    expect(readFileSync(join(binariesOf('shop', 'arm64'), 'manifest.json'), 'utf8')).toBe(theirs);
    other.remove();
    expect(isReplay(await keep('arm64'))).toBe(true);
  });

  test('a target that runs what another one builds is replayed for as long as that stays the same', async () => {
    const prebuilt = {
      executor: 'nx-go-cross:test',
      options: {
        goarch: 'arm64',
        binaries: 'dist/go-cross/{projectRoot}/binaries-arm64/binaries',
        outputDir: 'dist/go-cross/{projectRoot}/prebuilt-arm64',
      },
      dependsOn: ['test-binaries-arm64'],
      inputs: ['goArm64', { dependentTasksOutputFiles: '**/manifest.json' }],
      outputs: ['{options.outputDir}'],
      cache: true,
    };
    workspace.write('shop/project.json', { name: 'shop', targets: { 'test-prebuilt': prebuilt } });
    const test = async () => {
      const { code, output } = await workspace.nx(['run', 'shop:test-prebuilt']);
      expect([code, output]).toEqual([0, expect.stringContaining('2 packages passed')]);
      return workspace.lastRun().map(({ cacheStatus }) => cacheStatus);
    };
    expect(await test()).toEqual(['cache-miss', 'cache-miss']);
    expect(await test()).toEqual(['local-cache-hit', 'local-cache-hit']);
    workspace.write('shop/spare/spare.go', 'package spare\n\nfunc Spare() int { return 10 }\n');
    expect(await test()).toEqual(['cache-miss', 'cache-miss']);
    workspace.write('shop/project.json', { name: 'shop' });
    workspace.write('shop/spare/spare.go', SHOP['shop/spare/spare.go']);
  });

  test.each(isFull() ? ['js-wasm', 'wasip1-wasm'] : ['js-wasm'])(
    '%s runs in Node, with what it needs of Go in the folder',
    async (id) => {
      // Without, the library that others have compiled for js/wasm is good here, too.
      const options = { goFlags: [isFull() ? '-trimpath' : '-trimpath=false', '-cpu=2'] };
      const targets = { [`test-binaries-${id}`]: { options }, [`test-${id}`]: { options } };
      workspace.write('shop/project.json', { name: 'shop', targets });
      expect((await keep(id)).code).toBe(0);
      const { code, output } = await nxWithoutGo('run', `shop:test-${id}`, '--', `--binaries=${moved('shop', id)}`);
      expect([code, output]).toEqual([0, expect.stringContaining('2 packages passed, 2 without tests')]);
      workspace.write('shop/project.json', { name: 'shop' });
    },
  );

  test('a package that cannot be built leaves nothing that could be run', async () => {
    workspace.write('shop/b/api/wrong_arm64.go', 'package api\n\nvar Wrong int = "text"\n');
    const { code } = await keep('arm64');
    const { outcome } = JSON.parse(workspace.read('dist/go-cross/shop/binaries-arm64/summary.json'));
    rmSync(join(workspace.path, 'shop/b/api/wrong_arm64.go'));
    expect([code, outcome]).toEqual([1, 'buildFailed']);
    expect(workspace.exists('dist/go-cross/shop/binaries-arm64/binaries/manifest.json')).toBe(false);
  });
});

import { readdirSync, symlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { killAll, processesMarked } from './support/processes';
import { Podman } from './support/podman';
import { withRegisteredArm64 } from './support/private-binfmt';
import { isFull } from './support/suite';
import { pathWithoutGo } from './support/without-go';
import { which } from './support/which';
import { Workspace } from './support/workspace';

/** What each package of e2e/fixtures/conformance comes to, and a part of its failure's text. */
type Expected = Readonly<Record<string, readonly [outcome: string, text?: string]>>;

const LINUX: Expected = {
  arguments: ['passed'],
  children: ['passed'],
  covered: ['passed'],
  cwd: ['passed'],
  environment: ['passed'],
  exits: ['failed'],
  killed: ['crashed', 'signal: killed'],
  network: ['passed'],
  signals: ['passed'],
  stdin: ['passed'],
  tempdir: ['passed'],
  timesout: ['timedOut', 'panic: test timed out after'],
  writes: ['passed'],
};

interface Row {
  readonly port: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** What differs from LINUX, each with its reason. */
  readonly differs: readonly (readonly [reason: string, expected: Expected])[];
  /** The words that put a command where the runner can work. */
  readonly within?: () => readonly string[];
}

/** All files of the package are for other ports. */
const ABSENT = ['absent'] as const;

const CONTAINER: Row['differs'] = [
  ['an engine tells of a signal as the exit code of a shell does', { killed: ['failed'] }],
  ['the sources are mounted read-only', { writes: ['failed', 'read-only file system'] }],
];
const FOREIGN_CHILD: Row['differs'] = [
  ['only the test binary itself is emulated', { children: ['failed', 'exec format error'] }],
];

const ROWS: Readonly<Record<string, Row>> = {
  native: { port: 'amd64', options: { runner: 'native' }, differs: [] },
  binfmt: {
    port: 'arm64',
    options: { runner: 'binfmt' },
    differs: [],
    within: () => withRegisteredArm64('/usr/bin/qemu-aarch64'),
  },
  namespace: { port: 'arm64', options: { runner: 'namespace' }, differs: [] },
  proot: {
    port: 'arm64',
    options: { runner: 'proot' },
    differs: [['PRoot ends with an exit code of its own', { killed: ['failed', 'terminated with signal 9'] }]],
  },
  qemu: { port: 'arm64', options: { runner: 'qemu' }, differs: FOREIGN_CHILD },
  exec: {
    port: 'arm64',
    options: { runner: 'exec', execProgram: [which('qemu-aarch64')] },
    differs: FOREIGN_CHILD,
  },
  node: {
    port: 'js/wasm',
    options: { runner: 'node' },
    differs: [
      ['there are no processes', { children: ['failed', 'not implemented for js'] }],
      ['there are no signals, so these files are for linux', { killed: ABSENT, signals: ABSENT }],
    ],
  },
  'container of amd64': {
    port: 'amd64',
    options: { runner: 'container', cgo: 'off' },
    differs: CONTAINER,
    within: () => podman!.enter,
  },
  'container of arm64': {
    port: 'arm64',
    options: { runner: 'container' },
    differs: CONTAINER,
    within: () => podman!.enter,
  },
};

const obstacle = Podman.obstacle();
if (obstacle !== undefined) console.log(`runner container is not tested here: ${obstacle}`);
/** Tried in the slow tier only: runner exec with QEMU starts what runner qemu does, and a container is tried of arm64. */
const REPEATED = ['exec', 'container of amd64'];
const tried = Object.keys(ROWS).filter((name) => isFull() || !REPEATED.includes(name));
const names = tried.filter((name) => obstacle === undefined || !name.startsWith('container'));

let workspace: Workspace;
let podman: Podman | undefined;
/** What Nx printed for each row. */
const outputs = new Map<string, string>();
beforeAll(async () => {
  workspace = await Workspace.create({ copy: { all: 'e2e/fixtures/conformance', libc: 'e2e/fixtures/cgo' } });
  workspace.write('all/project.json', {
    name: 'all',
    targets: {
      ...Object.fromEntries(Object.entries(ROWS).map(([name, row]) => [targetOf(name), target(name, row)])),
      keep: {
        executor: 'nx-go-cross:test-binaries',
        options: { goarch: 'arm64', cover: true, outputDir: 'dist/conformance/kept' },
      },
    },
  });
  if (obstacle === undefined) podman = await Podman.open(`${workspace.base}/podman`);
  // Several at a time: each waits long for the test that times out.
  const queue = names.values();
  const lane = async () => {
    for (const name of queue) outputs.set(name, (await run(name)).output);
  };
  await Promise.all([lane(), lane(), lane()]);
});
afterAll(async () => {
  await podman?.close();
  killAll(processesMarked(workspace.base));
  workspace.remove();
});

const targetOf = (name: string) => name.replaceAll(' ', '-');
const resultsOf = (name: string) => `dist/conformance/${targetOf(name)}`;

function target(name: string, { port, options }: Row) {
  const [goarch, goos] = port.split('/').reverse();
  return {
    executor: 'nx-go-cross:test',
    options: {
      ...{ goos, goarch, cover: true, timeout: '20s', timeoutFactor: 1, outputDir: resultsOf(name) },
      env: { CONFORMANCE: `a b 'c' "d" $e` },
      args: ['a b', "c'd", '"e"', '$HOME'],
      ...options,
    },
  };
}

const run = (name: string, ...args: readonly string[]) => runWith({}, name, ...args);

async function runWith(env: NodeJS.ProcessEnv, name: string, ...args: readonly string[]) {
  const { within = () => [] } = ROWS[name]!;
  const nx = [`${workspace.path}/node_modules/.bin/nx`, 'run', `all:${targetOf(name)}`, '--skip-nx-cache', '--'];
  return workspace.run([...within(), ...nx, ...args], {
    env: { ...podman?.env, CONFORMANCE_OUTSIDE: 'is set', TMPDIR: workspace.folder('tmp'), ...env },
  });
}

interface PackageSummary {
  readonly importPath: string;
  readonly outcome: string;
  readonly failures: readonly { readonly output: string }[];
}

const expectedOf = (name: string): Expected =>
  Object.assign({}, LINUX, ...ROWS[name]!.differs.map(([, expectation]) => expectation));
const outcomesOf = (packages: Iterable<readonly [string, { readonly outcome: string }]>) =>
  [...packages].map(([key, { outcome }]) => [key, outcome]).sort();
const wantedOf = (expected: Expected) =>
  Object.entries(expected)
    .filter(([, expectation]) => expectation !== ABSENT)
    .map(([key, [outcome]]) => [key, outcome])
    .sort();

describe.each(names)('%s', (name) => {
  const { options } = ROWS[name]!;
  const expected = expectedOf(name);
  let events: string;
  let packages: Map<string, PackageSummary>;
  beforeAll(() => {
    events = eventsOf(name);
    packages = packagesOf(name);
  });

  test('each package comes to what it should', () => {
    const output = outputs.get(name);
    expect([outcomesOf(packages), output]).toEqual([wantedOf(expected), output]);
    for (const [key, [, text]] of Object.entries(expected)) {
      if (text !== undefined)
        expect(
          packages
            .get(key)!
            .failures.map((one) => one.output)
            .join(),
        ).toContain(text);
    }
    expect(summaryOf(name).runner).toMatchObject({ kind: options.runner });
  });

  test('coverage is written', () => {
    const lines = workspace.read(`${resultsOf(name)}/cover.out`).split('\n');
    expect(lines.filter((line) => line.includes('/covered/covered.go:'))).toHaveLength(3);
    expect(lines).toContainEqual(expect.stringMatching(/covered\.go:4\.8,6\.3 1 1$/));
  });

  test('a container is shown the variables that are declared and no network, any other runner the machine', () => {
    const isContainer = options.runner === 'container';
    expect(events).toContain(isContainer ? String.raw`outside=\"\"` : String.raw`outside=\"is set\"`);
    expect(events.includes(String.raw`interfaces=[\"lo:\"]`)).toBe(isContainer);
  });

  test('no process and no container is left', async () => {
    expect(processesMarked(workspace.path)).toEqual([]);
    expect(await podman?.containers()).toEqual(podman && []);
  });
});

const eventsOf = (name: string) => workspace.read(`${resultsOf(name)}/events.jsonl`);
const summaryOf = (name: string) => JSON.parse(workspace.read(`${resultsOf(name)}/summary.json`));

/** By their folders. */
function packagesOf(name: string): Map<string, PackageSummary> {
  const summaries: PackageSummary[] = summaryOf(name).packages;
  return new Map(summaries.map((one) => [one.importPath.replace('example.com/conformance/', ''), one]));
}

/** A test that sleeps for an hour, cancelled as soon as it runs; whatever is left a moment later is found. */
async function cancel(name: string, signal: NodeJS.Signals) {
  const { within = () => [] } = ROWS[name]!;
  const tmp = workspace.folder('cancel');
  const nx = [`${workspace.path}/node_modules/.bin/nx`, 'run', `all:${targetOf(name)}`, '--skip-nx-cache', '--'];
  const { child, ended, output } = workspace.start([...within(), ...nx, '--packages=./timesout', '--timeout=10m'], {
    env: { ...podman?.env, TMPDIR: tmp, NX_NATIVE_FILE_CACHE_DIRECTORY: `${workspace.base}/native` },
  });
  const commands = () => processesMarked(tmp).map(({ command }) => command);
  while (!commands().some((command) => command.includes('timesout.test'))) {
    if (child.exitCode !== null) throw new Error(`nx ended before it could be cancelled:\n${output()}`);
    await sleep(50);
  }
  const up = await podman?.containers();
  child.kill(signal);
  const end = performance.now() + 5_000;
  const left = async () => [...commands(), ...((await podman?.containers()) ?? []), ...readdirSync(tmp)];
  while ((await left()).length > 0 && performance.now() < end) await sleep(100);
  const found = await left();
  killAll(processesMarked(tmp));
  return { up, left: found, code: (await ended).code };
}

// Those of native and namespace are in cancel.e2e.spec.ts.
describe('a cancel leaves no process, no file and no container', () => {
  test.each(names.filter((name) => !['native', 'namespace'].includes(name)))('%s', async (name) => {
    const { up, left, code } = await cancel(name, 'SIGINT');
    expect([left, code]).toEqual([[], 130]);
    if (name.startsWith('container')) expect(up).toHaveLength(1);
  });
});

// What is missing is printed above.
const withContainers = obstacle === undefined ? describe : describe.skip;

withContainers('nx is killed', () => {
  const contained = tried.filter((name) => name.startsWith('container'));
  test.each(contained)('%s', async (name) => {
    expect(await cancel(name, 'SIGKILL')).toMatchObject({ up: [expect.stringMatching(/^nx-go-cross-/)], left: [] });
  });
});

withContainers('what a container is shown when asked to', () => {
  test('a network that is asked for', async () => {
    const { code } = await run('container of arm64', '--packages=./network', '--containerNetwork=host');
    const events = eventsOf('container of arm64');
    expect([code, events]).toEqual([0, expect.stringContaining('interfaces=[')]);
    expect(events).not.toContain(String.raw`interfaces=[\"lo:\"]`);
  });

  test('a C library, in an image that has one', async () => {
    const image = 'localhost/with-libc:arm64';
    const tar = `${workspace.base}/libc.tar`;
    await workspace.must(['tar', '--directory=/usr/aarch64-linux-gnu', '--create', `--file=${tar}`, 'lib']);
    await podman!.run('import', '--os=linux', '--arch=arm64', tar, image);
    const options = { goarch: 'arm64', runner: 'container', cgo: 'dynamic', containerImage: image };
    workspace.write('libc/project.json', {
      name: 'libc',
      targets: { contained: { executor: 'nx-go-cross:test', options } },
    });
    const nx = [...podman!.enter, 'node_modules/.bin/nx', 'run', 'libc:contained'];
    const { code, output } = await workspace.run(nx, { env: podman!.env });
    expect([code, output]).toEqual([0, expect.stringContaining(`in a container of ${image}`)]);
    expect(workspace.read('dist/go-cross/libc/arm64/events.jsonl')).toMatch(/arm64 glibc=2\.\d+ bigendian=false/);
  });
});

withContainers('test binaries that exist, in a container, without Go', () => {
  const name = 'container of arm64';
  let output: string;
  beforeAll(async () => {
    await workspace.must([`${workspace.path}/node_modules/.bin/nx`, 'run', 'all:keep']);
    const args = ['--binaries=dist/conformance/kept/binaries', '--singleCpu'];
    output = (await runWith({ PATH: pathWithoutGo(workspace) }, name, ...args)).output;
  });

  test('each package comes to what it does when Go builds it', () => {
    expect([outcomesOf(packagesOf(name)), output]).toEqual([wantedOf(expectedOf(name)), output]);
    expect(summaryOf(name).runner).toMatchObject({ kind: 'container' });
    expect(output).toContain('test binaries: dist/conformance/kept/binaries, nothing is built');
    expect(output).toContain('singleCpu: test binaries get GOMAXPROCS=1 only');
  });

  test('with its coverage, and shown no more than is declared', () => {
    const lines = workspace.read(`${resultsOf(name)}/cover.out`).split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/covered\.go:4\.8,6\.3 1 1$/));
    expect(eventsOf(name)).toContain(String.raw`outside=\"\"`);
    expect(eventsOf(name)).toContain(String.raw`interfaces=[\"lo:\"]`);
  });

  test('no container is left', async () => {
    expect(await podman!.containers()).toEqual([]);
  });
});

describe('a container that cannot be is a reason and a remedy', () => {
  /** PATH with what a run needs besides engines, and apt-get for its name. */
  function pathWithout(folder: string): string {
    const tools = workspace.tool('apt-get', 'exit 1', folder);
    for (const name of ['node', 'go', 'sh', 'git']) symlinkSync(which(name), `${tools}/${name}`);
    return tools;
  }
  const withPath = (PATH: string) => workspace.nx(['run', 'all:container-of-arm64'], { env: { PATH } });

  test('no engine', async () => {
    const { code, output } = await withPath(pathWithout('none'));
    expect([code, output]).toEqual([1, expect.stringContaining('neither docker, podman nor nerdctl is on PATH')]);
    expect(output).toContain('→ sudo apt-get install --no-install-recommends podman');
  });

  test('an engine that is not running', async () => {
    const tools = pathWithout('dead');
    workspace.tool('docker', 'echo "Cannot connect to the Docker daemon. Is it running?" >&2; exit 1', 'dead');
    const { code, output } = await withPath(tools);
    expect(code).toBe(1);
    expect(output).toContain(`${tools}/docker does not answer: Cannot connect to the Docker daemon. Is it running?`);
    expect(output).toContain('→ Start the engine');
  });
});

withContainers('a container that cannot be, with a running engine', () => {
  test('an image that is not there is not pulled', async () => {
    const { code, output } = await run('container of arm64', '--containerImage=localhost/nothing:1');
    expect([code, output]).toEqual([1, expect.stringContaining('does not have the image localhost/nothing:1')]);
    expect(output).toMatch(/→ \S+ pull --platform linux\/arm64 localhost\/nothing:1/);
  });

  test('C code in the empty image', async () => {
    const { code, output } = await run('container of amd64', '--cgo=dynamic');
    expect([code, output]).toEqual([1, expect.stringContaining('and the default image is empty')]);
    expect(output).toContain("Set 'cgo' to 'off' or 'static', or 'containerImage' to an image with a C library");
  });

  test('a foreign port that nothing is registered for', async () => {
    const { code, output } = await run('container of arm64', '--goarch=s390x');
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/a linux\/s390x container of \S+ did not run a probe binary: /),
    ]);
    expect(output).toContain('tonistiigi/binfmt --install s390x');
  });
});

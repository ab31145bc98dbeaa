import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cleanEnv } from './support/env';
import { exec } from './support/exec';
import { suiteDir } from './support/suite';
import { which } from './support/which';
import { Workspace } from './support/workspace';

const target = { 'test-arm64': { executor: 'nx-go-cross:test', options: { goarch: 'arm64' } } };
let temporary: string;
let workspace: Workspace;

beforeAll(async () => {
  temporary = join(suiteDir(), 'bad-input-tmp');
  mkdirSync(temporary);
  workspace = await Workspace.create({
    copy: { behaviours: 'e2e/fixtures/behaviours' },
    files: {
      'behaviours/project.json': { name: 'behaviours' },
      'behaviours/other/only_windows.go': 'package other\n',
      'broken/project.json': { name: 'broken' },
      'broken/go.mod': 'modul example.com/broken\n',
      'broken/broken.go': 'package broken\n',
      'docs/project.json': { name: 'docs', targets: target },
      'empty/project.json': { name: 'empty', targets: target },
      'empty/go.mod': 'module example.com/empty\n\ngo 1.23\n',
    },
    env: { TMPDIR: temporary },
  });
});
afterAll(() => workspace.remove());
beforeEach(() => rmSync(join(workspace.path, 'dist'), { recursive: true, force: true }));

interface Case {
  readonly run?: string;
  readonly options?: readonly string[];
  readonly env?: () => NodeJS.ProcessEnv;
  /** What the user reads, once. */
  readonly says: readonly string[];
  /** Project, port and outcome of the summary.json. Without them nothing at all may be written. */
  readonly summary?: readonly [project: string, id: string, outcome: string];
}

/** Holds a command that must fail against everything that a failure has to be. */
async function expectRefusal({ run = 'behaviours:test-arm64', options = [], env, says, summary }: Case) {
  const before = files();
  const overrides = options.length > 0 ? ['--', ...options] : [];
  const { code, output } = await workspace.nx(['run', run, ...overrides], { env: env?.() });
  expect([code, output]).toEqual([1, expect.stringContaining(says[0]!)]);
  for (const text of says) expect([text, output.split(text).length - 1]).toEqual([text, 1]);
  expect(output).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  const created = files().filter((file) => !before.includes(file));
  if (summary === undefined) return expect(created).toEqual([]);
  const [project, id, outcome] = summary;
  const results = ['events.jsonl', 'junit.xml', 'summary.json'].map((file) => `dist/go-cross/${project}/${id}/${file}`);
  expect(results).toEqual(expect.arrayContaining(created));
  expect(workspace.summary(project, id)).toMatchObject({ project, port: { id }, outcome });
}

/** Every file of the workspace but what npm and git keep there. */
function files(dir = ''): string[] {
  return readdirSync(join(workspace.path, dir), { withFileTypes: true }).flatMap((entry) => {
    // What the plugin notes beside results is none of them.
    if (['node_modules', '.git'].includes(entry.name) || entry.name.endsWith('.latest.json')) return [];
    return entry.isDirectory() ? files(`${dir}${entry.name}/`) : [`${dir}${entry.name}`];
  });
}

const PATH = () => cleanEnv().PATH!;
/** Programs first on PATH. */
const first = (folder: string) => ({ PATH: [folder, PATH()].join(delimiter) });
/** A PATH with these programs and no others. */
function only(folder: string, ...names: string[]): NodeJS.ProcessEnv {
  const programs = ['sh', 'env', 'node', 'git', 'apt-get', ...names];
  return { PATH: programs.map((name) => workspace.tool(name, `exec ${which(name)} "$@"`, folder))[0] };
}

describe('options', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'GOARCH',
      '--goarch=sparc',
      ["Unknown GOARCH 'sparc' in port 'linux/sparc'.", 'Write one of the GOARCHs of linux'],
    ],
    ['GOOS', '--goos=beos', ["Unknown GOOS 'beos' in port 'beos/arm64'.", 'Write one of the GOOSes: aix, ']],
    ['level', '--goarm64=v7', ["Unknown level 'v7' in port 'linux/arm64/v7'.", 'Write one of the levels of arm64 (']],
    // Those that the schema knows nothing of, Nx refuses before anything of ours is asked.
    ['option', '--colour=red', ["'colour' is not found in schema"]],
    ['runner', '--runner=magic', ["'magic' should be one of auto,native,binfmt,namespace,"]],
    [
      'timeout',
      '--timeout=abc',
      [`Option 'timeout' is "abc"; it must be a Go duration such as '90s', '10m' or '1h30m'`],
    ],
  ])('unknown %s %s', async (_title, option, says) => {
    await expectRefusal({ options: [option], says });
  });

  test.each<[string, string, readonly string[]]>([
    ['holds the project', 'behaviours', ['which holds the project itself', 'Name a folder that nothing else is in']],
    ['holds files of the user', 'broken', ['no result of nx-go-cross: broken.go. Nothing was written.']],
    ['has an unknown token', 'out/{port}', [`Option 'outputDir' is "out/{port}"; it must be a folder with no tokens`]],
  ])('a folder for results that %s', async (_title, folder, says) => {
    await expectRefusal({ options: [`--outputDir=${folder}`], says });
  });
});

describe('machine', () => {
  const summary = ['behaviours', 'arm64', 'infrastructure'] as const;
  const TOO_OLD = ' is go1.22.12; nx-go-cross needs Go 1.23 or newer.';
  const MISSING = 'neither qemu-aarch64 nor qemu-aarch64-static is on PATH';

  test('no go', async () => {
    const says = ["Go was not found: there is no executable 'go' on PATH.", 'Install Go 1.23 or newer, or set'];
    await expectRefusal({ env: () => only('no-go'), says, summary });
  });

  test('an old go', async () => {
    const env = () => first(workspace.tool('go', `echo '{"GOVERSION":"go1.22.12"}'`, 'old-go'));
    await expectRefusal({ env, says: [`old-go/go${TOO_OLD}`, 'Install a newer Go, or set'], summary });
  });

  test('a real old Go; where none can be fetched, what Go says about that', async () => {
    const GOTOOLCHAIN = 'go1.22.12';
    const { code } = await exec(['go', 'version'], { cwd: suiteDir(), env: { ...cleanEnv(), GOTOOLCHAIN } });
    const says = code === 0 ? [TOO_OLD, 'Where GOTOOLCHAIN chose this one, unset it.'] : ["env -json' failed: go: "];
    const outcome = code === 0 ? 'infrastructure' : 'setupFailed';
    await expectRefusal({ env: () => ({ GOTOOLCHAIN }), says, summary: ['behaviours', 'arm64', outcome] });
  });

  test('no emulator', async () => {
    const says = [MISSING, '→ sudo apt-get install --no-install-recommends qemu-user'];
    const env = () => only('no-qemu', 'go', 'unshare', 'setpriv');
    await expectRefusal({ options: ['--runner=qemu'], env, says, summary });
  });

  test('no emulator, for any runner: the cause first, and with verbose each reason once', async () => {
    const heading = `No runner can execute linux/arm64 test binaries on this linux/amd64 machine: ${MISSING}.\n  → sudo`;
    const env = () => only('no-qemu', 'go', 'unshare', 'setpriv');
    await expectRefusal({ env, says: [heading, '  Tried: native, binfmt, namespace, proot, qemu'], summary });
    const says = [heading, '  native  ', '  binfmt  ', `  namespace, proot, qemu  ${MISSING}\n`];
    await expectRefusal({ env, options: ['--reporter=verbose'], says, summary });
  });

  test.each(['qemu', 'namespace'])('the emulator of another port, runner %s', async (runner) => {
    const options = [`--qemuPath=${which('qemu-arm')}`, `--runner=${runner}`];
    const says = [': Invalid ELF image for this architecture', 'is the emulator of arm64, qemu-aarch64.'];
    await expectRefusal({ options, says, summary });
  });

  test('a GOOS other than linux', async () => {
    const says = ["Runner 'qemu' cannot execute windows/arm64", 'qemu-user runs linux binaries only, and windows/'];
    const options = ['--goos=windows', '--runner=qemu'];
    await expectRefusal({ options, says, summary: ['behaviours', 'windows-arm64', 'infrastructure'] });
  });

  test('the race detector', async () => {
    const says = ['The race detector cannot run for linux/arm64 under /', "Remove 'race' for this port"];
    await expectRefusal({ options: ['--race'], says, summary: ['behaviours', 'arm64', 'setupFailed'] });
  });

  test('a flag that runs nothing, set by go env -w', async () => {
    const file = join(temporary, 'goenv');
    writeFileSync(file, 'GOFLAGS=-n\n');
    const says = ["The variable GOFLAGS may not hold -n: the 'test' executor runs the tests."];
    const env = () => ({ GOENV: file, GOFLAGS: undefined });
    await expectRefusal({ env, says, summary: ['behaviours', 'arm64', 'setupFailed'] });
  });
});

describe('projects', () => {
  const WHERE = "check option 'packages', and that the project has a go.mod and Go files.";
  const setup = (project: string) => [project, 'arm64', 'setupFailed'] as const;

  test.each<[string, Case]>([
    ['no target, since there is no Go', { run: 'docs:test-s390x', says: ['Cannot find target "test-s390x"'] }],
    ['no go.mod', { run: 'docs:test-arm64', says: [WHERE, 'does not contain main module'], summary: setup('docs') }],
    [
      'no Go files',
      {
        run: 'empty:test-arm64',
        says: ['No Go package of empty matches ./... for linux/arm64.'],
        summary: setup('empty'),
      },
    ],
    [
      'a pattern for a folder that is not there',
      { options: ['--packages=./none/...'], says: [WHERE, 'lstat ./none/: no such'], summary: setup('behaviours') },
    ],
    [
      'a pattern for files of another port',
      {
        options: ['--packages=./other/...'],
        says: ['No Go package of behaviours matches ./other/... for linux/arm64.', "Check option 'packages', and"],
        summary: setup('behaviours'),
      },
    ],
  ])('%s', async (_title, given) => {
    await expectRefusal(given);
  });

  test('a broken go.mod, and what Go said of it is in summary.json too', async () => {
    const reason = 'go.mod:1: unknown directive: modul';
    const says = [reason, 'go test ended with exit code 1 before any package was tested.'];
    await expectRefusal({ run: 'broken:test-arm64', says, summary: setup('broken') });
    expect(workspace.summary('broken', 'arm64').runner.why).toContain(reason);
  });

  test.each([
    ['compile', 'nobuild', 'buildFailed', 'does not compile', 'nobuild_test.go:5:40: cannot use "text" (untyped'],
    ['vet', 'novet', 'vetFailed', 'go vet objects', 'novet_test.go:8:40: fmt.Printf format %d has arg "text" of'],
    ['import', 'noimport', 'setupFailed', 'could not be set up', 'package example.com/behaviours/missing; to add it:'],
  ])('%s error', async (_title, name, outcome, heading, detail) => {
    const importPath = `example.com/behaviours/${name}`;
    await expectRefusal({
      options: [`--packages=./${name}`],
      says: [`── ${importPath} on linux/arm64: ${heading}\n`, detail],
      summary: ['behaviours', 'arm64', outcome],
    });
    const tests = { passed: 0, failed: 0, skipped: 0 };
    const file = `${importPath.replace('example.com/', '')}/`;
    const place = { file: expect.stringContaining(file), line: expect.any(Number) };
    const failures = [{ test: '', output: expect.stringContaining(detail), ...place }];
    expect(workspace.summary('behaviours', 'arm64').packages).toEqual([
      { importPath, outcome, tests, failures, retries: [], cached: false, seconds: expect.any(Number) },
    ]);
  });

  test('a package that does not compile does not keep the others from being tested', async () => {
    const options = ['--packages=./nobuild,./passes'];
    await expectRefusal({ options, says: ['does not compile'], summary: ['behaviours', 'arm64', 'buildFailed'] });
    const { packages } = workspace.summary('behaviours', 'arm64');
    const outcomes = packages.map((one: { importPath: string; outcome: string }) => [one.importPath, one.outcome]);
    expect(Object.fromEntries(outcomes)).toEqual({
      'example.com/behaviours/nobuild': 'buildFailed',
      'example.com/behaviours/passes': 'passed',
    });
  });
});

describe('nx.json', () => {
  const configure = (...plugins: unknown[]) =>
    workspace.write('nx.json', { analytics: false, neverConnectToCloud: true, plugins });
  afterEach(() => configure('nx-go-cross'));

  test.each<[string, object, string, string]>([
    [
      'an unknown option',
      { port: ['arm64'] },
      "nx-go-cross has no option 'port'. Options: ports, ",
      'Look at the options',
    ],
    ['a port twice', { ports: ['arm64', 'linux/arm64'] }, "lists 'arm64' (linux/arm64) twice.", 'Remove one of them'],
    ['ports that are no list', { ports: 'arm64' }, `is "arm64"; it must be an array of ports`, 'Look at the options'],
    ['an unknown port', { ports: ['aarch64'] }, "Unknown GOARCH 'aarch64' in port 'aarch64'.", "Write 'arm64'. The"],
  ])('%s, among two entries', async (_title, options, message, remedy) => {
    configure({ plugin: 'nx-go-cross', options }, { plugin: 'nx-go-cross', options: { ports: ['s390x'] } });
    await expectRefusal({ says: ['Failed to process project graph.', message, remedy] });
  });
});

describe('a run of many characters is one argument of go test, and nothing but that', () => {
  test.each([
    ['TestOne|TestTwo', 'passed', { passed: 3, failed: 0, skipped: 1 }],
    ['$(touch x)', 'noTests', { passed: 0, failed: 0, skipped: 0 }],
    ['; touch x', 'noTests', { passed: 0, failed: 0, skipped: 0 }],
  ])('%s', async (run, outcome, tests) => {
    const before = files();
    const record = join(temporary, 'argv');
    const recorder = `[ "$1" = test ] && printf '%s\\0' "$@" > ${record}\nexec ${which('go')} "$@"`;
    const { code, output } = await workspace.nx(
      ['run', 'behaviours:test-arm64', '--', `--run=${run}`, '--packages=./passes'],
      { env: first(workspace.tool('go', recorder, 'recorder')) },
    );
    const nothing = `Warning: nothing ran. No test, benchmark, example or fuzz test of any package is chosen by run ${JSON.stringify(run)}.`;
    const says = outcome === 'passed' ? 'ok    example.com/behaviours/passes' : nothing;
    expect([code, output]).toEqual([0, expect.stringContaining(says)]);
    const argv = readFileSync(record, 'utf8').split('\0');
    expect(argv.filter((word) => word.startsWith('-run') || word.includes('touch'))).toEqual([`-run=${run}`]);
    expect(workspace.summary('behaviours', 'arm64').packages).toMatchObject([{ outcome, tests }]);
    const results = ['events.jsonl', 'junit.xml', 'summary.json'].map(
      (file) => `dist/go-cross/behaviours/arm64/${file}`,
    );
    expect(files().filter((file) => !before.includes(file))).toEqual(results);
  });
});

test('none of all this left a temporary file behind', () => {
  expect(readdirSync(temporary).filter((name) => /^(nx-go-cross|go-build)/.test(name))).toEqual([]);
});

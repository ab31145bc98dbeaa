import { utimesSync } from 'node:fs';
import { isFull } from './support/suite';
import { isReplay, Workspace } from './support/workspace';

const FILES = ['.env', 'libs/lib/lib_test.go', 'shared/schema.json', 'svc/other_s390x.go'];
const LINE =
  '"namedInputs": { "goDeclared": [{ "fileset": "{workspaceRoot}/.env", "includeIgnored": true }, ' +
  '"{workspaceRoot}/libs/lib/lib_test.go", "{workspaceRoot}/shared/schema.json", ' +
  '"{workspaceRoot}/svc/other_s390x.go", { "env": "API_URL" }] }';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({ copy: { '.': 'e2e/fixtures/undeclared' } });
  workspace.write('.gitignore', 'node_modules\ndist\n.nx\n.env\n');
  edit('.env', 'TOKEN=1\n');
  edit('shared/schema.json', '{ "version": 1 }\n');
  edit('shared/für den helper.json', '{}\n');
});
afterAll(() => workspace.remove());

/** Each edit a second later, since Nx looks at whole seconds, and long ago: Go caches nothing that read a fresh file. */
let clock = Math.floor(Date.now() / 1_000) - 3_600;
function edit(file: string, content: string): void {
  utimesSync(workspace.write(file, content), ++clock, clock);
}

const run = (args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
  workspace.nx(['run', 'svc:test-arm64', ...args], { env: { API_URL: 'one', ...env } });
const summary = () => workspace.summary('svc', 'arm64');
const found = (): string[] => summary().undeclaredInputs.map(({ name }: { name: string }) => name);
const executedAt = () => /executed at (\d+)/.exec(workspace.read('dist/go-cross/svc/arm64/events.jsonl'))![1]!;

test('an ordinary package has nothing to declare', async () => {
  const { code, output } = await workspace.nx(['run', 'ordinary:test-amd64', '--undeclaredInputs=error']);
  expect([code, output]).toEqual([0, expect.not.stringContaining('undeclared input')]);
  expect(workspace.summary('ordinary', 'amd64')).toMatchObject({ outcome: 'passed', undeclaredInputs: [] });
});

describe('before anything is declared', () => {
  test('files and variables are reported, with the line that declares them', async () => {
    const { code, output } = await run();
    expect([code, output]).toEqual([0, expect.stringContaining('linux/arm64: 5 undeclared inputs')]);
    expect(output).toContain('In svc/project.json');
    expect(output).toContain(LINE);
    expect(found()).toEqual([...FILES, 'API_URL']);
    expect(summary().undeclaredInputs[2]).toEqual({
      kind: 'file',
      name: 'shared/schema.json',
      packages: ['example.com/svc'],
      declare: '"{workspaceRoot}/shared/schema.json"',
    });
  });

  test('error fails the task, also where Go had the result and gave no log', async () => {
    const { code, output } = await run(['--undeclaredInputs=error']);
    expect(code).toBe(1);
    expect(output).toMatch(/^The tests of svc read what the cache key does not hold: \.env, .*, API_URL\.$/m);
    expect(summary()).toMatchObject({
      outcome: 'setupFailed',
      reason: expect.stringContaining('API_URL'),
      packages: [{ outcome: 'passed', cached: true }],
    });
    expect(output).toContain('linux/arm64: undeclared inputs · 1 package passed');
    expect(found()).toEqual([...FILES, 'API_URL']);
  });

  test('off looks for nothing', async () => {
    const { code, output } = await run(['--undeclaredInputs=off']);
    expect([code, found(), output]).toEqual([0, [], expect.not.stringContaining('undeclared input')]);
  });

  test('a target with inputs of its own is told to add to these', async () => {
    const original = workspace.read('svc/project.json');
    const inputs = ['{projectRoot}/**/*', '{workspaceRoot}/shared/**/*', { env: 'API_URL' }];
    edit('svc/project.json', JSON.stringify({ name: 'svc', targets: { 'test-arm64': { inputs } } }));
    const { output } = await run();
    expect(found()).toEqual(['.env', 'libs/lib/lib_test.go']);
    expect(output).toContain('"targets": { "test-arm64": { "inputs": ["{projectRoot}/**/*", ');
    edit('svc/project.json', original);
    expect((await run()).output).toContain('5 undeclared inputs');
  });
});

describe('nx sync', () => {
  test('knows of them and writes them, comments stay', async () => {
    const check = await workspace.nx(['sync:check']);
    expect([check.code, check.output]).toEqual([1, expect.stringContaining('svc/project.json: env API_URL')]);
    const sync = await workspace.nx(['sync']);
    expect([sync.code, sync.output]).toEqual([0, expect.anything()]);
    const text = workspace.read('svc/project.json');
    expect(text).toContain('// The tests of this project read more than their own files.');
    expect(JSON.parse(text.replace(/^ *\/\/.*$/m, ''))).toEqual({ name: 'svc', ...JSON.parse(`{${LINE}}`) });
    expect((await workspace.nx(['sync:check'])).code).toBe(0);
  });

  test('and nx g do it once', async () => {
    const text = workspace.read('svc/project.json');
    const { code, output } = await workspace.nx(['g', 'nx-go-cross:declare-inputs']);
    expect([code, output]).toEqual([0, expect.not.stringContaining('UPDATE')]);
    expect(workspace.read('svc/project.json')).toBe(text);
  });
});

describe('once declared', () => {
  test('they are inputs, ignored ones, tests of libraries and files of other ports too', async () => {
    const { stdout } = await workspace.nx(['show', 'target', 'svc:test-arm64', 'inputs', '--json']);
    const { files, environment } = JSON.parse(stdout);
    expect(files).toEqual(expect.arrayContaining(FILES));
    expect(environment).toContain('API_URL');
    expect(files).not.toContain('shared/written.txt');
  });

  test('nothing is reported, and the same again is replayed', async () => {
    const first = await run(['--undeclaredInputs=error']);
    expect([first.code, isReplay(first), first.output]).toEqual([
      0,
      false,
      expect.not.stringContaining('undeclared input'),
    ]);
    expect(found()).toEqual([]);
    const again = await run(['--undeclaredInputs=error']);
    expect([again.code, isReplay(again)]).toEqual([0, true]);
  });

  test.each<[string, () => void, NodeJS.ProcessEnv, string]>([
    ['a file elsewhere', () => edit('shared/schema.json', '{ "version": 2 }\n'), {}, 'version\\": 2'],
    ['an ignored file', () => edit('.env', 'TOKEN=2\n'), {}, 'TOKEN=2'],
    ['a variable', () => undefined, { API_URL: 'two' }, 'API_URL: two'],
  ])('an edit of %s runs the tests again', async (_title, change, env, text) => {
    await run();
    const before = executedAt();
    change();
    const after = await run([], env);
    expect([after.code, isReplay(after)]).toEqual([0, false]);
    expect(executedAt()).not.toBe(before);
    expect(JSON.stringify(workspace.read('dist/go-cross/svc/arm64/events.jsonl'))).toContain(
      JSON.stringify(text).slice(1, -1),
    );
  });
});

describe('Go gives back results, and what they read is still known', () => {
  if (!isFull()) process.stdout.write('undeclared: Go 1.23, 1.24 and 1.25 are tried by npm run test:full only\n');
  test.each(['local', ...(isFull() ? ['go1.25.5', 'go1.24.11', 'go1.23.12'] : [])])(
    'GOTOOLCHAIN=%s',
    async (GOTOOLCHAIN) => {
      edit('svc/project.json', JSON.stringify({ name: 'svc' }));
      const env = { GOTOOLCHAIN, GOPROXY: process.env.GOPROXY, API_URL: GOTOOLCHAIN };
      for (const cached of [false, true]) {
        const { code, output } = await run(['--skip-nx-cache'], env);
        expect([code, output]).toEqual([0, expect.stringContaining('5 undeclared inputs')]);
        expect(summary().packages).toMatchObject([{ importPath: 'example.com/svc', cached }]);
      }
      expect(summary().go).toMatch(GOTOOLCHAIN === 'local' ? /^go1\./ : GOTOOLCHAIN);
    },
  );
});

/** What Go's own log does not have: reads before m.Run, and those of children. */
describe('trace', () => {
  const EARLY = ['shared/für den helper.json', 'shared/native.json', 'shared/schema.json', 'EARLY_URL'];
  const runEarly = (port: string, args: readonly string[] = []) =>
    workspace.nx(['run', `early:test-${port}`, ...args], { env: { EARLY_URL: 'one' } });
  const names = (port: string, project = 'early'): string[] =>
    workspace.summary(project, port).undeclaredInputs.map(({ name }: { name: string }) => name);

  test('without it the package is named once, with the command that turns it on', async () => {
    const { code, output } = await runEarly('arm64');
    expect([code, names('arm64')]).toEqual([0, []]);
    const block = '1 package may read inputs before m.Run, where Go keeps no log\n   example.com/early  ';
    expect(output.split(block)).toHaveLength(2);
    expect(output).toContain('a package variable: os.ReadFile, os.Getenv');
    expect(output).toContain('To list what is read: nx run early:test-arm64 --undeclaredInputs=trace');
  });

  test.each([
    ['arm64', 'the emulator logs'],
    ['amd64', 'strace logs'],
  ])('%s: the same list has it all, and nothing of the log is in the output', async (port, who) => {
    for (const cached of [false, true]) {
      const { code, output } = await runEarly(port, ['--undeclaredInputs=trace', '--skip-nx-cache']);
      expect([code, output]).toEqual([0, expect.stringContaining(who)]);
      expect(names(port)).toEqual(EARLY);
      expect(output).not.toContain('may read inputs before m.Run');
      expect(workspace.read(`dist/go-cross/early/${port}/events.jsonl`)).not.toMatch(/openat|execve/);
      expect(workspace.summary('early', port).packages).toMatchObject([{ outcome: 'passed', cached }]);
    }
  });

  if (!isFull())
    process.stdout.write('undeclared: trace on more ports and runners is tried by npm run test:full only\n');
  const kinds = ['s390x', 'riscv64', 'arm', 'mips64le'].flatMap((port) =>
    (['namespace', 'qemu', 'proot'] as const).map((runner) => [port, runner] as const),
  );
  test.each(isFull() ? kinds : kinds.slice(0, 1))('%s in runner %s', async (port, runner) => {
    const options = { goarch: port, runner, undeclaredInputs: 'trace', outputDir: `dist/${port}-${runner}` };
    edit('early/project.json', JSON.stringify({ name: 'early', targets: { 'test-arm64': { options } } }));
    const { code, output } = await runEarly('arm64', ['--skip-nx-cache']);
    edit('early/project.json', JSON.stringify({ name: 'early' }));
    const { undeclaredInputs } = JSON.parse(workspace.read(`dist/${port}-${runner}/summary.json`));
    expect([code, output]).toEqual([0, expect.stringContaining('the emulator logs')]);
    // The emulator as a prefix runs no children of the port.
    const expected = runner === 'qemu' ? EARLY.slice(1) : EARLY;
    expect(undeclaredInputs.map(({ name }: { name: string }) => name)).toEqual(expected);
  });
});

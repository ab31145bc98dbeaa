import { isReplay, Workspace } from './support/workspace';

const FAILS = 'package checksum\n\nimport "testing"\n\nfunc TestBad(t *testing.T) {\n\tt.Fatal("no")\n}\n';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({ copy: { '.': 'examples/minimal' } });
  const ports = ['amd64', 'js/wasm', 'wasip1/wasm'];
  workspace.write('nx.json', {
    analytics: false,
    neverConnectToCloud: true,
    plugins: [{ plugin: 'nx-go-cross', options: { ports, checkPorts: ['windows/amd64'] } }],
  });
});
afterAll(() => workspace.remove());

describe('wasm runs in the Node that runs Nx', () => {
  test.each(['js-wasm', 'wasip1-wasm'])('%s', async (id) => {
    const { code, output } = await workspace.nx(['run', `checksum:test-${id}`]);
    expect([code, output]).toEqual([0, expect.stringContaining('runner node')]);
    expect(workspace.summary('libs/checksum', id)).toMatchObject({
      outcome: 'passed',
      runner: { kind: 'node' },
      packages: [{ importPath: 'example.com/minimal/checksum', tests: { passed: 2, failed: 0 } }],
    });
  });

  test('Go’s result cache works there too', async () => {
    const { code } = await workspace.nx(['run', 'checksum:test-js-wasm', '--skip-nx-cache']);
    expect(code).toBe(0);
    expect(workspace.summary('libs/checksum', 'js-wasm').packages).toMatchObject([{ cached: true }]);
  });

  test('a test that needs what wasm lacks fails as Go says it', async () => {
    workspace.write(
      'libs/checksum/child_test.go',
      'package checksum\n\nimport (\n\t"os/exec"\n\t"testing"\n)\n\nfunc TestChild(t *testing.T) {\n\tif err := exec.Command("true").Run(); err != nil {\n\t\tt.Fatal(err)\n\t}\n}\n',
    );
    const { code } = await workspace.nx(['run', 'checksum:test-wasip1-wasm']);
    const { outcome, packages } = workspace.summary('libs/checksum', 'wasip1-wasm');
    expect([code, outcome]).toEqual([1, 'failed']);
    expect(packages[0].failures).toMatchObject([{ test: 'TestChild', file: 'libs/checksum/child_test.go' }]);
    await workspace.must(['rm', 'libs/checksum/child_test.go']);
  });
});

describe('check compiles and vets a port that nothing here runs', () => {
  const check = () => workspace.nx(['run', 'checksum:check-windows-amd64']);

  test('it passes, and is replayed', async () => {
    const { code, output } = await check();
    expect([code, output]).toEqual([0, expect.stringContaining('nothing is run')]);
    expect(workspace.summary('libs/checksum', 'check-windows-amd64')).toMatchObject({ outcome: 'passed' });
    expect(isReplay(await check())).toBe(true);
  });

  test.each([
    ['does not compile', 'buildFailed', 'var Wrong int = "text"'],
    ['vet objects to', 'vetFailed', 'import "fmt"\n\nfunc init() { fmt.Printf("%d\\n", "text") }'],
  ])('a file of that port which %s makes it fail', async (_title, expected, body) => {
    workspace.write('libs/checksum/wrong_windows.go', `package checksum\n\n${body}\n`);
    const { code } = await check();
    const { outcome } = workspace.summary('libs/checksum', 'check-windows-amd64');
    await workspace.must(['rm', 'libs/checksum/wrong_windows.go']);
    expect([code, outcome]).toEqual([1, expected]);
  });
});

describe('the command line', () => {
  const cli = (...args: string[]) => workspace.run(['node_modules/.bin/nx-go-cross', ...args]);

  test('probe is green where a binary of the port ran', async () => {
    const { code, output } = await cli('probe', '--port', 'arm64');
    expect([code, output]).toEqual([0, expect.stringMatching(/^linux\/arm64 runs: namespace /)]);
  });

  test('probe is red where none can, with a reason for each way', async () => {
    const { code, output } = await cli('probe', '--port', 'arm64', '--port', 'windows/amd64');
    expect(code).toBe(1);
    expect(output).toMatch(/^windows\/amd64 does not run on this machine:\n {2}native: /m);
  });

  test('doctor --json says the same as probe, and exits 1 for a port that was asked for', async () => {
    const { code, stdout } = await cli('doctor', '--json', '--port', 'arm64', '--port', 'windows/amd64');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).ports).toMatchObject([
      { port: 'linux/arm64', canRun: true, runner: { kind: 'namespace', emulator: { path: '/usr/bin/qemu-aarch64' } } },
      { port: 'windows/amd64', canRun: false },
    ]);
  });

  test('without an emulator doctor names the one command', async () => {
    const tools = workspace.tool('apt-get', 'exit 1', 'bare');
    await workspace.must(['ln', '-sf', process.execPath, `${tools}/node`]);
    await workspace.must(['sh', '-c', `ln -sf "$(command -v go)" ${tools}/go`]);
    const { code, stdout } = await workspace.run(
      ['node_modules/.bin/nx-go-cross', 'doctor', '--json', '--port', 'arm64'],
      {
        env: { PATH: tools },
      },
    );
    expect(code).toBe(1);
    expect(JSON.parse(stdout).gaps.map((gap: { command: string }) => gap.command)).toContain(
      'sudo apt-get install --no-install-recommends qemu-user',
    );
  });

  test('report shows every port once, and is red with the run that failed', async () => {
    workspace.write('libs/checksum/bad_wasip1_test.go', FAILS);
    await workspace.nx(['run', 'checksum:test-ports']);
    const summary = workspace.write('dist/step-summary.md', '');
    const { code, stdout } = await workspace.run(
      ['node_modules/.bin/nx-go-cross', 'report', '--format=html,md,json,github'],
      { env: { GITHUB_STEP_SUMMARY: summary } },
    );
    await workspace.must(['rm', 'libs/checksum/bad_wasip1_test.go']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('failed on wasip1/wasm, windows/amd64 (compiled), p')]);
    expect(stdout).toMatch(/^::error file=libs\/checksum\/bad_wasip1_test\.go,line=6,title=TestBad in .*::no$/m);
    const report = JSON.parse(workspace.read('dist/go-cross/report/report.json'));
    expect(report.columns.map((column: { port: string; outcome: string }) => [column.port, column.outcome])).toEqual([
      ['js/wasm', 'passed'],
      ['linux/amd64', 'passed'],
      ['wasip1/wasm', 'failed'],
      ['windows/amd64 (compiled)', 'vetFailed'],
    ]);
    expect(workspace.read('dist/step-summary.md')).toBe(workspace.read('dist/go-cross/report/report.md'));
    expect(workspace.read('dist/go-cross/report/report.html')).toContain('TestBad in example.com/minimal/checksum');
  });

  test('ports knows every port of Go', async () => {
    const { code, stdout } = await cli('ports', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout).ports).toHaveLength(47);
  });

  test.each([
    [['nope'], "nx-go-cross has no command 'nope'. Commands: doctor, file-times, ports, probe, report."],
    [['probe'], 'nx-go-cross probe: at least one --port is needed'],
    [['report', '--in=nowhere'], 'There is no summary.json below '],
    [['report', '--format=pdf'], "nx-go-cross report: no format 'pdf'. Formats: html, md, json, cover, github."],
    [['probe', '--prt', 'arm64'], "nx-go-cross probe: Unknown option '--prt'"],
    [['doctor', '--port', 'arm65'], "Unknown GOARCH 'arm65' in port 'arm65'."],
  ])('%j is one clear error', async (args, message) => {
    const { code, output } = await cli(...args);
    expect([code, output]).toEqual([1, expect.stringContaining(message)]);
    expect(output).not.toMatch(/^\s+at /m);
  });
});

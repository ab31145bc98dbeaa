import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isReplay, Workspace } from './support/workspace';

const MERGED = 'dist/go-cross/svc/coverage/cover.out';
const GO = (body: string) => `package svc\n\n${body}`;
const FILES = {
  'nx.json': {
    analytics: false,
    neverConnectToCloud: true,
    plugins: [
      { plugin: 'nx-go-cross', options: { ports: ['amd64', 'arm64', 'wasip1/wasm'], coverageTargetName: 'coverage' } },
    ],
  },
  'svc/project.json': { name: 'svc' },
  'svc/go.mod': 'module example.com/svc\n\ngo 1.23\n',
  'svc/sum.go': GO('func Sum(a, b int) int {\n\tif a < 0 {\n\t\treturn b\n\t}\n\treturn a + b + extra()\n}\n'),
  'svc/extra_amd64.go': GO('func extra() int {\n\treturn 1\n}\n'),
  'svc/extra_arm64.go': GO('func extra() int {\n\tx := 1\n\tx++\n\treturn x\n}\n'),
  'svc/extra_wasm.go': GO('func extra() int { return 0 }\n'),
  // Each port tests something else: only together they cover all.
  'svc/sum_test.go': GO(
    'import (\n\t"runtime"\n\t"testing"\n)\n\nfunc TestSum(t *testing.T) {\n\tif runtime.GOARCH == "arm64" {\n\t\tSum(-1, 1)\n\t\treturn\n\t}\n\tSum(1, 1)\n}\n',
  ),
};

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({ files: FILES });
});
afterAll(() => workspace.remove());

test('one target runs what is missing and merges the ports; Go reads what it wrote', async () => {
  const { code, output } = await workspace.nx(['run', 'svc:coverage']);
  expect([code, output]).toEqual([0, expect.stringContaining('linux/arm64')]);
  expect(output).toMatch(
    /linux\/amd64 +75\.0% of 4 .*\nlinux\/arm64 +33\.3% of 6 .*\nwasip1\/wasm.*\nall ports +62\.5% of 8 /,
  );
  const profile = join(workspace.path, MERGED);
  const { stdout } = await workspace.run(['go', 'tool', 'cover', `-func=${profile}`], {
    cwd: join(workspace.path, 'svc'),
  });
  expect(stdout).toMatch(/extra_arm64\.go:[^]*total:\s+\(statements\)\s+62\.5%/);
});

test('again it comes from the cache, without the tests', async () => {
  await workspace.must(['rm', '-r', 'dist']);
  const again = await workspace.nx(['run', 'svc:coverage']);
  expect([again.code, isReplay(again)]).toEqual([0, true]);
  expect(workspace.exists(MERGED)).toBe(true);
});

test('other sources are measured anew', async () => {
  const before = workspace.read(MERGED);
  workspace.write('svc/extra_arm64.go', FILES['svc/extra_arm64.go'].replace('x++', 'x += 2\n\tx++'));
  expect((await workspace.nx(['run', 'svc:coverage'])).code).toBe(0);
  expect(workspace.read(MERGED)).not.toBe(before);
});

test('the report has it by port and together, and as one profile', async () => {
  const cli = 'node_modules/.bin/nx-go-cross';
  const { code, stdout } = await workspace.run([cli, 'report', '--format=md,cover', '--out=dist/report']);
  expect([code, stdout]).toEqual([
    0,
    expect.stringMatching(/^COVERAGE +linux\/amd64 +linux\/arm64 +wasip1\/wasm +all ports$/m),
  ]);
  expect(workspace.read('dist/report/report.md')).toContain('| Coverage | linux/amd64 |');
  expect(workspace.read('dist/report/cover.out')).toBe(workspace.read(MERGED));
});

test('a profile that was cut off is named with its line', async () => {
  const file = 'dist/go-cross/svc/arm64/cover.out';
  const text = workspace.read(file);
  workspace.write(file, text.trimEnd().slice(0, -3));
  const { code, output } = await workspace.run(['node_modules/.bin/nx-go-cross', 'report']);
  workspace.write(file, text);
  const lines = text.trimEnd().split('\n').length;
  expect([code, output]).toEqual([1, expect.stringContaining(`${file}, line ${lines}, is "`)]);
  expect(output).not.toMatch(/^\s+at /m);
});

test('an explicit target whose tests measured nothing says what to do', async () => {
  workspace.write('svc/project.json', {
    name: 'svc',
    targets: { mine: { executor: 'nx-go-cross:coverage', options: { targets: ['test-amd64', 'test-arm64'] } } },
  });
  await workspace.must(['rm', '-r', 'dist']);
  await workspace.nx(['run', 'svc:test-amd64']);
  const { code, output } = await workspace.nx(['run', 'svc:mine']);
  expect([code, output]).toEqual([1, expect.stringContaining("Target 'test-arm64' of svc has left no cover profile")]);
  expect(output).toContain('nx run svc:test-arm64 -- --cover');
});

test('no results are an error, unless that is said to be all right', async () => {
  mkdirSync(join(workspace.path, 'empty'));
  const report = (...args: string[]) =>
    workspace.run(['node_modules/.bin/nx-go-cross', 'report', '--in=empty', ...args]);
  expect(await report()).toMatchObject({ code: 1 });
  expect(await report('--allow-empty')).toMatchObject({
    code: 0,
    stdout: 'There are no results: nothing was tested.\n',
  });
});

import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { pathWithOtherEmulator } from './support/emulators';
import type { ExecResult } from './support/exec';
import { isReplay, Workspace } from './support/workspace';

const LITTLE_ENDIAN_ONLY = `package order

import (
	"encoding/binary"
	"testing"
)

func TestLittleEndian(t *testing.T) {
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 {
		t.Fatal("big endian")
	}
}
`;

/** Go notes neither of the two for its result cache. */
const READS_UNSEEN = `package inputs

import (
	"os"
	"slices"
	"testing"
)

func TestReadsUnseen(t *testing.T) {
	shared, err := os.ReadFile("../shared/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("shared %q, unseen %t", shared, slices.Contains(os.Environ(), "UNSEEN_VARIABLE=yes"))
}
`;

const plugins = [
  { plugin: 'nx-go-cross', exclude: ['svc/**'], options: { ports: ['arm64', 's390x'] } },
  {
    plugin: 'nx-go-cross',
    include: ['svc/**'],
    options: { ports: ['arm64'], test: { packages: ['./...', 'github.com/cespare/xxhash/v2'] } },
  },
];

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({
    ownGoCache: true,
    copy: { '.': 'examples/minimal', inputs: 'e2e/fixtures/behaviours/inputs' },
    files: {
      'nx.json': { analytics: false, neverConnectToCloud: true, plugins },
      'go.work': 'go 1.23\n\nuse (\n\t./inputs\n\t./libs/checksum\n\t./order\n\t./svc\n)\n',
      'inputs/go.mod': 'module example.com/inputs\n\ngo 1.23\n',
      'inputs/project.json': { name: 'inputs' },
      'order/go.mod': 'module example.com/order\n\ngo 1.23\n',
      'order/project.json': { name: 'order' },
      'order/order_test.go': LITTLE_ENDIAN_ONLY,
    },
  });
  edit('inputs/testdata/golden.txt', 'golden\n');
});
afterAll(() => workspace.remove());

/** Each edit a second later, since Nx looks at whole seconds, and long ago: Go caches nothing that read a fresh file. */
let clock = Math.floor(Date.now() / 1_000) - 3_600;
function edit(file: string, content: string): void {
  utimesSync(workspace.write(file, content), ++clock, clock);
}

const run = (target: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) =>
  workspace.nx(['run', target, ...args], { env });

/** Takes away what Nx keeps of this workspace: its cache, file hashes and project graph. Go's caches stay. */
async function reset(): Promise<void> {
  expect((await workspace.nx(['reset'])).output).toContain('Successfully reset');
}

const removeResults = () => workspace.must(['rm', '-rf', 'dist']);

const expectRun = (result: ExecResult, { replayed }: { replayed: boolean }) =>
  expect([result.code, isReplay(result), result.output]).toEqual([0, replayed, expect.anything()]);

/** The packages of a project's last run, and whether Go had their results. */
const cachedByGo = (project: string): Record<string, boolean> =>
  Object.fromEntries(
    workspace
      .summary(project, 'arm64')
      .packages.map(({ importPath, cached }: { importPath: string; cached: boolean }) => [importPath, cached]),
  );

describe('the same again', () => {
  const written = () =>
    ['events.jsonl', 'summary.json'].map((file) => workspace.read(`dist/go-cross/svc/arm64/${file}`));
  let first: { readonly result: ExecResult; readonly written: string[]; readonly seconds: number };
  beforeAll(async () => {
    const begin = performance.now();
    const result = await run('svc:test-arm64');
    first = { result, written: written(), seconds: (performance.now() - begin) / 1_000 };
  });

  test('is replayed by Nx, log included', async () => {
    expectRun(first.result, { replayed: false });
    const second = await run('svc:test-arm64');
    expectRun(second, { replayed: true });
    expect(second.output).toMatch(/^ok {4}github\.com\/cespare\/xxhash\/v2 {2}\d+\.\d+s {2}\d+ tests$/m);
    expect(written()).toEqual(first.written);
  });

  test('brings deleted results back, byte for byte', async () => {
    await removeResults();
    expectRun(await run('svc:test-arm64'), { replayed: true });
    expect(written()).toEqual(first.written);
  });

  test('comes from Go’s result cache where Nx knows nothing any more', async () => {
    await reset();
    const begin = performance.now();
    const fresh = await run('svc:test-arm64');
    const seconds = (performance.now() - begin) / 1_000;
    process.stdout.write(`svc:test-arm64: first ${first.seconds.toFixed(1)} s, from Go ${seconds.toFixed(1)} s\n`);
    expectRun(fresh, { replayed: false });
    expect(cachedByGo('svc')).toEqual({ 'example.com/minimal/svc': true, 'github.com/cespare/xxhash/v2': true });
    expect(fresh.output).toMatch(/^ok {4}example\.com\/minimal\/svc {2}\(cached\)/m);
    expect(fresh.output).toMatch(/^ok {4}github\.com\/cespare\/xxhash\/v2 {2}\(cached\)/m);
  });

  test('also on another machine that has Go’s cache, as the next job of CI', async () => {
    await reset();
    const XDG_CACHE_HOME = workspace.folder('other-machine');
    expectRun(await run('svc:test-arm64', [], { XDG_CACHE_HOME }), { replayed: false });
    expect(cachedByGo('svc')).toEqual({ 'example.com/minimal/svc': true, 'github.com/cespare/xxhash/v2': true });
  });
});

test('cover.out comes back from both caches', async () => {
  const profile = () => workspace.read('dist/go-cross/libs/checksum/arm64/cover.out');
  expectRun(await run('checksum:test-arm64', ['--cover']), { replayed: false });
  const written = profile();
  expect(written).toMatch(/^mode: set\nexample\.com\/minimal\/checksum\/checksum\.go:/);

  await removeResults();
  expectRun(await run('checksum:test-arm64', ['--cover']), { replayed: true });
  expect(profile()).toBe(written);

  await removeResults();
  await reset();
  expectRun(await run('checksum:test-arm64', ['--cover']), { replayed: false });
  expect(cachedByGo('libs/checksum')).toEqual({ 'example.com/minimal/checksum': true });
  expect(profile()).toBe(written);
});

test('a port’s pass is never another port’s', async () => {
  const outcomes = async () => {
    const { code: little } = await run('order:test-arm64');
    const { code: big } = await run('order:test-s390x');
    return [little, big, ...['arm64', 's390x'].map((port) => workspace.summary('order', port).outcome)];
  };
  expect(await outcomes()).toEqual([0, 1, 'passed', 'failed']);
  await reset();
  expect(await outcomes()).toEqual([0, 1, 'passed', 'failed']);
});

describe('the test binary runs again', () => {
  const GOLDEN = 'inputs/testdata/golden.txt';
  const log = () => workspace.read('dist/go-cross/inputs/arm64/events.jsonl');

  /** When the test binary itself ran. The result of a cache, Nx's or Go's, has the time of the run that made it. */
  async function executedAt(env: NodeJS.ProcessEnv = {}): Promise<string> {
    const { code, output } = await run('inputs:test-arm64', [], env);
    expect([code, output]).toEqual([0, expect.stringContaining('1 package passed')]);
    return /executed at (\d+)/.exec(log())![1]!;
  }

  test('not when nothing changed: neither from Nx’s cache nor, after a reset, from Go’s', async () => {
    const first = await executedAt();
    expect(await executedAt()).toBe(first);
    await reset();
    expect(await executedAt()).toBe(first);
  });

  test.each<[string, () => NodeJS.ProcessEnv, object]>([
    ['another QEMU_CPU', () => ({ QEMU_CPU: 'cortex-a53' }), { cpu: 'cortex-a53' }],
    [
      'another emulator first on PATH',
      () => ({ PATH: pathWithOtherEmulator(workspace, '7.2.99') }),
      { version: '7.2.99' },
    ],
  ])('%s', async (_title, env, emulator) => {
    const first = await executedAt();
    expect(workspace.summary('inputs', 'arm64').runner.emulator).not.toMatchObject(emulator);
    const other = await executedAt(env());
    expect(other).not.toBe(first);
    expect(workspace.summary('inputs', 'arm64').runner.emulator).toMatchObject(emulator);
    // Both results are kept, by Nx and below it by Go.
    expect(await executedAt()).toBe(first);
    await reset();
    expect([await executedAt(env()), await executedAt()]).toEqual([other, first]);
  });

  test('a log of QEMU, which is among what the tests print', async () => {
    const first = await executedAt();
    expect(await executedAt({ QEMU_STRACE: '1' })).not.toBe(first);
    expect(await executedAt()).toBe(first);
  });

  test('not for variables with which QEMU would run nothing: tests do not get them', async () => {
    const env = { QEMU_VERSION: '8.1.5', QEMU_GDB: '1' };
    const first = await executedAt(env);
    expect([await executedAt(env), await executedAt()]).toEqual([first, first]);
    const { output } = await run('inputs:test-arm64', ['--skip-nx-cache'], env);
    expect(output).toContain('  QEMU_VERSION is left out: with it QEMU prints its version and ends\n');
    expect(output).toContain('  QEMU_GDB is left out: with it QEMU waits for a debugger\n');
  });

  test('a data file with another content', async () => {
    const first = await executedAt();
    edit(GOLDEN, 'another\n');
    expect(await executedAt()).not.toBe(first);
    expect(log()).toContain('golden \\"another');
  });

  test('a data file with another content, but the same size and mtime, once Nx has hashed it anew', async () => {
    edit(GOLDEN, 'before\n');
    const before = statSync(join(workspace.path, GOLDEN));
    const first = await executedAt();
    clock--;
    edit(GOLDEN, 'behind\n');
    const after = statSync(join(workspace.path, GOLDEN));
    expect([after.size, after.mtimeMs]).toEqual([before.size, before.mtimeMs]);
    await reset();
    expect(await executedAt()).not.toBe(first);
    expect(log()).toContain('golden \\"behind');
  });

  test('a variable that the test reads and nobody declared, once Nx has nothing to replay', async () => {
    const first = await executedAt({ INPUTS_VARIABLE: 'one' });
    await reset();
    expect(await executedAt({ INPUTS_VARIABLE: 'two' })).not.toBe(first);
    expect(log()).toContain('variable \\"two\\"');
  });

  describe('what project.json declares', () => {
    beforeAll(() => {
      const goDeclared = ['{workspaceRoot}/shared/**/*', { env: 'INPUTS_VARIABLE' }, { env: 'UNSEEN_VARIABLE' }];
      workspace.write('inputs/project.json', { name: 'inputs', namedInputs: { goDeclared } });
      workspace.write('inputs/unseen_test.go', READS_UNSEEN);
      edit('shared/golden.txt', 'shared\n');
    });

    test.each<[string, NodeJS.ProcessEnv, string]>([
      ['a variable that the test reads', { INPUTS_VARIABLE: 'three' }, 'variable \\"three\\"'],
      ['a variable that Go does not see being read', { UNSEEN_VARIABLE: 'yes' }, 'unseen true'],
    ])('%s', async (_title, env, printed) => {
      const first = await executedAt();
      expect(log()).not.toContain(printed);
      const other = await executedAt(env);
      expect([other === first, log()]).toEqual([false, expect.stringContaining(printed)]);
      expect(await executedAt()).toBe(first);
    });

    test('a file outside the module, which Go does not look at', async () => {
      const first = await executedAt();
      await reset();
      expect(await executedAt()).toBe(first);
      edit('shared/golden.txt', 'edited\n');
      expect(await executedAt()).not.toBe(first);
      expect(log()).toContain('shared \\"edited');
    });
  });
});

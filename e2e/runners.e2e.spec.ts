import { withRegisteredArm64 } from './support/private-binfmt';
import { Workspace } from './support/workspace';

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({ copy: { '.': 'examples/minimal' } });
});
afterAll(() => workspace.remove());

// Behind `--`: Nx has a --runner of its own, for its tasks runner.
const command = (...args: string[]) => ['run', 'svc:test-arm64', '--skip-nx-cache', '--', ...args];
const run = (...args: string[]) => workspace.nx(command(...args));
const XXHASH = '--packages=github.com/cespare/xxhash/v2';

test('runner qemu fails in the test that starts a child, and said so beforehand', async () => {
  const { code, output } = await run('--runner=qemu', XXHASH);
  expect(code).toBe(1);
  const warning = output.indexOf("warning: the plain 'qemu' runner emulates the test binary only");
  expect(warning).toBeGreaterThan(0);
  expect(output.indexOf('TestInlining')).toBeGreaterThan(warning);
  const summary = workspace.summary('svc', 'arm64');
  expect(summary).toMatchObject({
    outcome: 'failed',
    runner: { kind: 'qemu', emulator: { path: '/usr/bin/qemu-aarch64' } },
  });
  expect(summary.packages[0].failures.map(({ test }: { test: string }) => test)).toEqual(['TestInlining']);
});

test('runner binfmt says why it cannot', async () => {
  const { code, output } = await run('--runner=binfmt', XXHASH);
  expect(code).toBe(1);
  expect(output).toContain("Runner 'binfmt' cannot execute linux/arm64 test binaries");
  expect(output).toContain('no binfmt_misc entry of this host matches arm64 binaries');
  expect(workspace.summary('svc', 'arm64').outcome).toBe('infrastructure');
});

test('runner native says why it cannot', async () => {
  const { code, output } = await run('--runner=native');
  expect([code, output]).toEqual([1, expect.stringContaining('does not execute linux/arm64 binaries by itself')]);
});

test('a registered binfmt_misc is used, in a mount and user namespace made for this test', async () => {
  const nx = ['node_modules/.bin/nx', ...command(XXHASH)];
  const { code, output } = await workspace.run([...withRegisteredArm64('/usr/bin/qemu-aarch64'), ...nx]);
  expect([code, output]).toEqual([
    0,
    expect.stringContaining('runner binfmt (binfmt_misc entry x hands arm64 binaries'),
  ]);
  expect(workspace.summary('svc', 'arm64')).toMatchObject({ outcome: 'passed', runner: { kind: 'binfmt' } });
});

describe('no false green', () => {
  test('an exec program that runs nothing leaves every package unproven', async () => {
    const { code, output } = await run('--runner=exec', '--execProgram=true');
    expect([code, output]).toEqual([1, expect.stringContaining('unproven')]);
    const summary = workspace.summary('svc', 'arm64');
    expect(summary.outcome).toBe('unproven');
    expect(summary.packages.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['unproven', 'unproven']);
  });

  test.each(['auto', 'namespace', 'qemu'])('an emulator that exits 0 at once, runner %s', async (runner) => {
    const tools = workspace.tool('qemu-aarch64', 'exit 0', 'lazy');
    const { code, output } = await workspace.nx(command(`--runner=${runner}`), {
      env: { PATH: `${tools}:${process.env.PATH}` },
    });
    expect([code, output]).toEqual([1, expect.stringContaining('unproven')]);
    expect(workspace.summary('svc', 'arm64').outcome).not.toBe('passed');
  });

  test.each(['auto', 'namespace', 'qemu'])('an emulator that runs something else, runner %s', async (runner) => {
    const tools = workspace.tool('qemu-aarch64', 'echo linux/s390x proof', 'liar');
    const { code, output } = await workspace.nx(command(`--runner=${runner}`), {
      env: { PATH: `${tools}:${process.env.PATH}` },
    });
    expect([code, output]).toEqual([1, expect.stringMatching(/mismatch.*linux\/s390x/)]);
    expect(workspace.summary('svc', 'arm64').outcome).not.toBe('passed');
  });

  test('an exec program that runs the host’s binary instead', async () => {
    const tools = workspace.tool('other', 'echo linux/amd64 proof');
    const { code, output } = await run('--runner=exec', `--execProgram=${tools}/other`);
    expect([code, output]).toEqual([1, expect.stringContaining('mismatch')]);
  });
});

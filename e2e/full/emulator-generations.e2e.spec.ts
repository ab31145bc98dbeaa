import { join } from 'node:path';
import { NEXT_QEMU, withNextQemu } from '../support/next-qemu';
import { which } from '../support/which';
import { Workspace } from '../support/workspace';

/** Prints the processor time that it took. */
const SPIN = `package spin

import (
	"syscall"
	"testing"
)

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func TestSpin(t *testing.T) {
	if fib(33) != 3524578 {
		t.Fatal("wrong")
	}
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		t.Fatal(err)
	}
	t.Logf("used %d ms", used.Utime.Sec*1000+used.Utime.Usec/1000)
}
`;

let workspace: Workspace;
let next: NodeJS.ProcessEnv;
beforeAll(async () => {
  next = withNextQemu();
  // Where the kernel runs linux/386 by itself, too, it is the emulator that is looked at.
  const ports = [{ goarch: '386', runner: 'namespace' }, 'arm64', 'riscv64'];
  workspace = await Workspace.create({
    copy: { '.': 'examples/minimal', inputs: 'e2e/fixtures/behaviours/inputs' },
    files: {
      'go.work': 'go 1.23\n\nuse (\n\t./inputs\n\t./libs/checksum\n\t./spin\n\t./svc\n)\n',
      'inputs/go.mod': 'module example.com/inputs\n\ngo 1.23\n',
      'inputs/project.json': { name: 'inputs' },
      'spin/go.mod': 'module example.com/spin\n\ngo 1.23\n',
      'spin/project.json': { name: 'spin' },
      'spin/spin_test.go': SPIN,
      'nx.json': {
        analytics: false,
        neverConnectToCloud: true,
        plugins: [{ plugin: 'nx-go-cross', options: { ports, test: { vet: 'off' } } }],
      },
    },
  });
  // Go keeps no result of a test that read a file which has just been written.
  await workspace.must(['touch', '-d', '1 hour ago', 'inputs/testdata/golden.txt']);
});
afterAll(() => workspace.remove());

const run = async (target: string, args: readonly string[], env?: NodeJS.ProcessEnv) => {
  const { code, output } = await workspace.nx(['run', target, ...args], { env });
  expect([code, output]).toEqual([0, expect.any(String)]);
  return output;
};
const emulator = (project: string, port: string) => workspace.summary(project, port).runner.emulator;

test('linux/386 passes, also where a test starts programs', async () => {
  const args = ['--packages=github.com/cespare/xxhash/v2', '--count=3', '--infraRetries=0'];
  const output = await run('svc:test-386', args, next);
  expect(output).not.toContain('asyncpreemptoff');
  expect(workspace.summary('svc', '386')).toMatchObject({
    outcome: 'passed',
    runner: {
      kind: 'namespace',
      emulator: { path: join(NEXT_QEMU, 'qemu-i386'), version: expect.stringMatching(/^10\./) },
    },
    packages: [{ outcome: 'passed', retries: [] }],
  });
});

test('linux/riscv64 has the faster CPU of QEMU 10 by default', async () => {
  const used = (): number =>
    Number(/used (\d+) ms/.exec(workspace.read('dist/go-cross/spin/riscv64/events.jsonl'))![1]);
  expect(await run('spin:test-riscv64', [], next)).toContain(
    'CPU model rva22u64: the default CPU of QEMU 10 and newer',
  );
  expect(emulator('spin', 'riscv64')).toMatchObject({ cpu: 'rva22u64' });
  const byDefault = used();
  await run('spin:test-riscv64', ['--cpu=max'], next);
  const max = used();
  process.stdout.write(`riscv64, processor time: ${byDefault} ms by default, ${max} ms with --cpu=max\n`);
  expect(max).toBeGreaterThan(1.5 * byDefault);

  expect(await run('spin:test-riscv64', [])).not.toContain('CPU model');
  expect(emulator('spin', 'riscv64').cpu).toBeUndefined();
});

test('neither Nx nor Go takes a result of one for that of the other', async () => {
  const executedAt = async (env?: NodeJS.ProcessEnv) => {
    await run('inputs:test-arm64', [], env);
    const [, at] = /executed at (\d+)/.exec(workspace.read('dist/go-cross/inputs/arm64/events.jsonl'))!;
    return [emulator('inputs', 'arm64').path, at];
  };
  const [installed, other] = [await executedAt(), await executedAt(next)];
  expect([installed[0], other[0]]).toEqual([which('qemu-aarch64'), join(NEXT_QEMU, 'qemu-aarch64')]);
  expect(other[1]).not.toBe(installed[1]);
  // Replayed by Nx.
  expect([await executedAt(), await executedAt(next)]).toEqual([installed, other]);
  // And by Go, once Nx knows nothing any more.
  expect((await workspace.nx(['reset'])).code).toBe(0);
  expect([await executedAt(next), await executedAt()]).toEqual([other, installed]);
  expect(workspace.summary('inputs', 'arm64').packages).toMatchObject([{ cached: true }]);
});

test('doctor shows both, and which is taken', async () => {
  const doctor = ['node_modules/.bin/nx-go-cross', 'doctor', '--port', '386', '--port', 'riscv64', '--port', 'arm64'];
  const { code, stdout } = await workspace.run([...doctor, '--json'], { env: next });
  const { emulators, ports } = JSON.parse(stdout);
  expect(code).toBe(0);
  const names = { 386: 'qemu-i386', riscv64: 'qemu-riscv64', arm64: 'qemu-aarch64' };
  for (const [goarch, name] of Object.entries(names)) {
    const both = emulators.filter((one: { goarch: string }) => one.goarch === goarch);
    expect(both).toMatchObject([
      { path: join(NEXT_QEMU, name), version: expect.stringMatching(/^10\./), first: true },
      { path: which(name), version: expect.stringMatching(/^7\./), first: false },
    ]);
  }
  expect(ports[1].runner.emulator).toMatchObject({ path: join(NEXT_QEMU, 'qemu-riscv64'), cpu: 'rva22u64' });
  const { output } = await workspace.run(doctor, { env: next });
  expect(output).toContain(`${join(NEXT_QEMU, 'qemu-riscv64')} 10.`);
  expect(output).toMatch(/^On PATH behind these.*\n {2}.*, version 7\..*: qemu-i386, qemu-aarch64, qemu-riscv64$/m);
});

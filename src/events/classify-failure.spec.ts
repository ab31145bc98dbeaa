import { EMULATED } from './testdata/places';
import { classifyFailure, type FailureEvidence } from './classify-failure';

const evidence = (rest: Partial<FailureEvidence>): FailureEvidence => ({
  ending: 'FAIL\tp\t0.1s\n',
  started: true,
  testsFailed: false,
  place: EMULATED,
  ...rest,
});

test.each([
  // The shell of the log shim, when the emulator or the binary cannot be started: dash, bash, busybox.
  ['nx-go-cross-sh: 9: exec: /q/qemu-arm: not found\nFAIL\tp\t0.1s\n'],
  ['nx-go-cross-sh: 9: exec: /q/qemu-arm: Permission denied\nFAIL\tp\t0.1s\n'],
  ['nx-go-cross-sh: line 9: /q/qemu-arm: No such file or directory\nFAIL\tp\t0.1s\n'],
  ['nx-go-cross-sh: line 9: /tmp/p.test: cannot execute binary file: Exec format error\nFAIL\tp\t0.1s\n'],
  ['setpriv: failed to execute /tmp/p.test: Permission denied\nFAIL\tp\t0.1s\n'],
  ["qemu-aarch64: Could not open '/lib/ld-linux-aarch64.so.1': No such file or directory\nFAIL\tp\t0.1s\n"],
])('not started: %j', (ending) => {
  expect(classifyFailure(evidence({ ending, started: false }))).toBe('infrastructure');
  expect(classifyFailure(evidence({ ending, started: true }))).toBe('failed');
});

test.each([
  ['Error: no container with name or ID "nx-go-cross-1" found: no such container\nFAIL\tp\t0.1s\n'],
  ['Error: crun: executable file `/p.test` not found in $PATH\nFAIL\tp\t0.1s\n'],
  ['Error response from daemon: No such container: nx-go-cross-1\nFAIL\tp\t0.1s\n'],
  ['OCI runtime exec failed: exec failed: exec format error: unknown\nFAIL\tp\t0.1s\n'],
])('not started in a container: %j', (ending) => {
  const place = { ...EMULATED, runner: 'container' };
  expect(classifyFailure(evidence({ ending, started: false, place }))).toBe('infrastructure');
  expect(classifyFailure(evidence({ ending, started: false }))).toBe('failed');
});

test('what TestMain prints before any test is no failed start', () => {
  for (const ending of ['sh: 1: docker: not found\n', 'exec: "docker": executable file not found in $PATH\n']) {
    expect(classifyFailure(evidence({ ending: `${ending}FAIL\tp\t0.1s\n`, started: false }))).toBe('failed');
  }
});

test.each([
  ['qemu: uncaught target signal 11 (Segmentation fault) - core dumped\nFAIL\tp\t0.1s\n', 'crashed'],
  [
    'qemu: uncaught target signal 11 (Segmentation fault) - core dumped\nsignal: segmentation fault\nFAIL\tp\t1s\n',
    'crashed',
  ],
  ['signal: segmentation fault (core dumped)\nFAIL\tp\t0.1s\n', 'crashed'],
  // Said by somebody before the end.
  ['qemu: uncaught target signal 11 (Segmentation fault) - core dumped\nand\nlater\nFAIL\tp\t0.1s\n', 'failed'],
  ['signal: killed\nand\nlater\nFAIL\tp\t0.1s\n', 'failed'],
  ['panic: test timed out after 1s\nexit status 1\nFAIL\tp\t0.1s\n', 'failed'],
  ['panic: test timed out after 1s\n\trunning tests:\n\t\tTestX (1s)\nFAIL\tp\t0.1s\n', 'timedOut'],
  [
    'panic: test timed out after 1s\n\ngoroutine 7 [running]:\ntesting.(*M).startAlarm.func1()\nFAIL\tp\t0.1s\n',
    'timedOut',
  ],
  ['*** Test killed with quit: ran too long (11m0s).\nFAIL\tp\t0.1s\n', 'timedOut'],
  // The program's own mistakes, which go through runtime.fatal, runtime.throw or a panic.
  ['fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nFAIL\tp\t0.1s\n', 'failed'],
  [
    'fatal error: concurrent map writes\n\ngoroutine 7 [running]:\ninternal/runtime/maps.fatal()\nFAIL\tp\t0.1s\n',
    'failed',
  ],
  ['fatal error: stack overflow\n\nruntime stack:\nruntime.throw({0x1, 0x2})\nFAIL\tp\t0.1s\n', 'failed'],
  [
    'fatal error: checkptr: misaligned pointer conversion\n\ngoroutine 7 [running]:\nruntime.throw({0x1})\nFAIL\tp\t1s\n',
    'failed',
  ],
  ['fatal error: thread exhaustion\n\nruntime stack:\nruntime.throw({0x1})\nFAIL\tp\t1s\n', 'failed'],
  [
    'fatal error: runtime: out of memory: cannot allocate\n\nruntime stack:\nruntime.throw({0x1})\nFAIL\tp\t0.1s\n',
    'failed',
  ],
  [
    'panic: runtime error: invalid memory address\n[signal SIGSEGV: segmentation violation code=0x1]\nFAIL\tp\t1s\n',
    'failed',
  ],
  [
    'fatal error: exitsyscall: syscall frame is no longer valid\n\nruntime stack:\nruntime.throw({0x1})\nFAIL\tp\t1s\n',
    'crashed',
  ],
  ['SIGSEGV: segmentation violation\nPC=0x80a1315 m=3 sigcode=1 addr=0x0\nFAIL\tp\t0.1s\n', 'crashed'],
])('%j: %s', (ending, outcome) => {
  expect(classifyFailure(evidence({ ending }))).toBe(outcome);
});

test('a test that prints what a runtime does, and panics', () => {
  const ending = 'fatal: bad g in signal handler\n--- FAIL: TestA (0.00s)\npanic: boom\n\ngoroutine 7 [running]:\n';
  expect(classifyFailure(evidence({ ending }))).toBe('failed');
});

test('what TestMain prints when tests have failed', () => {
  const ending = 'signal: segmentation fault\nFAIL\tp\t0.1s\n';
  expect(classifyFailure(evidence({ ending, testsFailed: true }))).toBe('failed');
  const killed = '*** Test killed with quit: ran too long (11m0s).\nFAIL\tp\t0.1s\n';
  expect(classifyFailure(evidence({ ending: killed, testsFailed: true }))).toBe('timedOut');
});

test('a build is what its text says', () => {
  const build = (text: string, ending: string) => classifyFailure(evidence({ build: text, ending, started: false }));
  expect(build('# p\nx.go:1:1: undefined: y\n', 'FAIL\tp [build failed]\n')).toBe('buildFailed');
  expect(build('# p\n# [p]\nx.go:1:1: unreachable\n', 'FAIL\tp [build failed]\n')).toBe('vetFailed');
  const assembly = '# p\n# [p]\nx_arm64.s:2: unrecognized instruction "NOP9"\nasm: assembly of x_arm64.s failed\n';
  expect(build(assembly, 'FAIL\tp [build failed]\n')).toBe('buildFailed');
  expect(build('# p\nx.go:1:1: no such package\n', 'FAIL\tp [setup failed]\n')).toBe('setupFailed');
});

test('many lines that look like the beginning of a crash cost no more than their length', () => {
  const ending = `${'fatal error: x\npanic: test timed out after 1s\n'.repeat(100_000)}FAIL\tp\t0.1s\n`;
  expect(classifyFailure(evidence({ ending }))).toBe('failed');
});

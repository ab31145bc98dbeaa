import { EMULATED, NATIVE, ON_I386 } from '../events/testdata/places';
import { recorded } from '../events/testdata/recorded';
import { diagnose, ROWS, saysNotStarted, type Place, type Stage } from '.';

const ARM64: Place = { ...EMULATED, emulator: { ...EMULATED.emulator!, cpu: 'cortex-a53' } };
const V81: Place = { ...ARM64, port: { ...ARM64.port, level: 'v8.1' } };
const IN_NAMESPACE: Place = { ...EMULATED, runner: 'namespace' };
const AS_USER: Place = { ...IN_NAMESPACE, hidesOwners: true };
const IN_CONTAINER: Place = { ...NATIVE, runner: 'container' };
const ARM: Place = { ...EMULATED, port: { goos: 'linux', goarch: 'arm' } };
const AMD64_ON_ARM: Place = { ...EMULATED, port: NATIVE.port, host: EMULATED.port, goVersion: 'go1.24.6' };

const S390X: Place = { ...EMULATED, port: { goos: 'linux', goarch: 's390x' } };
const WASM: Place = { ...NATIVE, port: { goos: 'js', goarch: 'wasm' }, runner: 'node' };
const WITHOUT_CGO: Place = { ...EMULATED, cgo: 'off' };
const hostCompiler = (installed?: string): Place => ({
  ...EMULATED,
  cgo: 'dynamic',
  hostCompiler: { used: 'gcc', installed },
});

/** id → the texts that have it: stage, place, text, and what cause and remedy must say. */
const CASES: Readonly<Record<string, readonly (readonly [Stage, Place, string, RegExp, RegExp])[]>> = {
  notInWork: [
    [
      'build',
      NATIVE,
      'pattern ./...: directory prefix . does not contain modules listed in go.work or their selected dependencies\n',
      /go\.work is in force.*do not list/,
      /'go work use \.'.*GOWORK to 'off'/,
    ],
    [
      'build',
      NATIVE,
      'go: current directory is contained in a module that is not one of the workspace modules listed in go.work. You can add the module to the workspace using:\n\tgo work use .\n',
      /do not list/,
      /GOWORK/,
    ],
  ],
  cgoOnly: [
    [
      'build',
      { ...WITHOUT_CGO, cgoPackage: 'e/clib' },
      'package e/svc_test\n\timports e/clib: build constraints exclude all Go files in /w/clib\n',
      /^cgo is off for linux\/arm64, and e\/clib/,
      /'cgo' to 'static' or 'dynamic'.*arm64/,
    ],
    [
      'build',
      { ...WITHOUT_CGO, cgoPackage: 'e/clib' },
      '# e/svc\n./a.go:5:9: undefined: clib.Twice\n',
      /e\/clib/,
      /'cgo'/,
    ],
  ],
  hostCompiler: [
    [
      'build',
      hostCompiler('aarch64-linux-gnu-gcc'),
      "# runtime/cgo\ngcc_arm64.S: Assembler messages:\ngcc_arm64.S:30: Error: no such instruction: `stp x29,x30,[sp,'\n",
      /CGO_ENABLED=1 .* linux\/arm64.* gcc, which compiles for this linux\/amd64/,
      /takes aarch64-linux-gnu-gcc, which is installed/,
    ],
    [
      'build',
      hostCompiler(),
      '# runtime/cgo\ncc1: error: bad value ‘z13’ for ‘-march=’ switch\n',
      /gcc/,
      /names what to install/,
    ],
    ['build', hostCompiler(), "# e/svc\ngcc: error: unrecognized command-line option '-marm'\n", /gcc/, /or to 'off'/],
  ],
  buildmodeNeedsCgo: [
    [
      'build',
      { ...S390X, cgo: 'off' },
      '# e/svc\n-buildmode=pie requires external (cgo) linking, but cgo is not enabled\n',
      /-buildmode=pie for linux\/s390x with a C compiler/,
      /GOFLAGS without it.*'cgo' to 'dynamic'/,
    ],
    [
      'build',
      WITHOUT_CGO,
      '-buildmode=plugin requires external (cgo) linking, but cgo is not enabled\n',
      /plugin/,
      /env' of the target\)\.$/,
    ],
  ],
  buildmodeUnsupported: [
    [
      'build',
      EMULATED,
      '-buildmode=pie not supported on linux/mips64le\n',
      /no -buildmode=pie for linux\/mips64le/,
      /GOFLAGS/,
    ],
  ],
  wasmEnvironment: [
    [
      'start',
      WASM,
      'Error: total length of command line and environment variables exceeds limit\n    at globalThis.Go.run (x.js:545:11)\n',
      /12 KiB/,
      /env -u NAME/,
    ],
  ],
  missingInterpreter: [
    [
      'start',
      WITHOUT_CGO,
      "qemu-aarch64: Could not open '/lib/ld-linux-aarch64.so.1': No such file or directory\n",
      /as -buildmode=pie has it/,
      /'ldPrefix'.*GOFLAGS without -buildmode=pie/,
    ],
    [
      'start',
      EMULATED,
      "qemu-aarch64: Could not open '/lib/ld-linux-aarch64.so.1': No such file or directory\nFAIL\tp\t0.1s\n",
      /loader \/lib\/ld-linux-aarch64\.so\.1 is not on this machine/,
      /'ldPrefix'.*\/usr\/aarch64-linux-gnu.*'static'/,
    ],
    ['start', NATIVE, 'nx-go-cross-sh: 27: exec: ./t.test: not found\n', /t\.test is there/, /'cgo' to 'static'/],
    [
      'start',
      NATIVE,
      'nx-go-cross-sh: line 27: /x/t.test: cannot execute: required file not found\n',
      /t\.test is/,
      /'static'/,
    ],
    ['test', NATIVE, 'fork/exec /tmp/x/svc.test: no such file or directory\n', /svc\.test is there/, /'ldPrefix'/],
  ],
  notPermitted: [
    [
      'start',
      NATIVE,
      'nx-go-cross-sh: line 27: /tmp/x/svc.test: Permission denied\nnx-go-cross-sh: line 27: exec: /tmp/x/svc.test: cannot execute: Permission denied\n',
      /not execute \/tmp\/x\/svc\.test,/,
      /GOTMPDIR/,
    ],
    [
      'start',
      NATIVE,
      'nx-go-cross-sh: 27: exec: /w/my tool: Permission denied\n',
      /not execute \/w\/my tool,/,
      /chmod \+x/,
    ],
    [
      'start',
      NATIVE,
      'nx-go-cross-sh: line 27: /w/dir: Is a directory\n',
      /not execute \/w\/dir, or it is a folder/,
      /another/,
    ],
    ['start', NATIVE, 'taskset: failed to execute /w/x: Permission denied\n', /not execute \/w\/x,/, /chmod \+x/],
    [
      'start',
      NATIVE,
      'setpriv: failed to execute /x/t.test: Permission denied\n',
      /not execute \/x\/t\.test,/,
      /noexec/,
    ],
  ],
  runnerMissing: [
    ['start', EMULATED, 'proot error: execve("/x/a b"): No such file or directory\n', /program \/x\/a b,/, /doctor/],
    [
      'start',
      EMULATED,
      'nx-go-cross-sh: 27: exec: /q/qemu-arm: not found\n',
      /\/q\/qemu-arm, .*is not there/,
      /doctor/,
    ],
    [
      'start',
      EMULATED,
      'nx-go-cross-sh: line 27: /q/qemu: No such file or directory\n',
      /\/q\/qemu, .*is not there/,
      /doctor/,
    ],
    [
      'start',
      EMULATED,
      'nx-go-cross-sh: line 27: exec: qemu-arm: not found\n',
      /program qemu-arm, .*is not there/,
      /doctor/,
    ],
    [
      'start',
      EMULATED,
      'nx-go-cross-sh: line 27: /w/s.sh: cannot execute: required file not found\n',
      /\/w\/s\.sh,/,
      /doctor/,
    ],
    ['start', EMULATED, 'taskset: failed to execute /q/qemu: No such file or directory\n', /\/q\/qemu,/, /doctor/],
  ],
  wrongEmulator: [
    [
      'start',
      EMULATED,
      'qemu-arm: /tmp/x: Invalid ELF image for this architecture\n',
      /^qemu-arm was given .* linux\/arm64/,
      /qemuPath/,
    ],
  ],
  containerEngine: [
    ['start', IN_CONTAINER, 'OCI runtime exec failed: exec failed: x: unknown\n', /did not start the binary/, /memory/],
    [
      'start',
      IN_CONTAINER,
      'Error: no container with name or ID "x" found: no such container\n',
      /container/,
      /doctor/,
    ],
    ['start', IN_CONTAINER, 'Error response from daemon: No such container: x\n', /container/, /doctor/],
    ['start', IN_CONTAINER, 'Error: crun: executable file `/p.test` not found in $PATH\n', /container/, /doctor/],
  ],
  childNotEmulated: [
    [
      'test',
      EMULATED,
      'x_test.go:9: fork/exec /tmp/x: exec format error\n',
      /emulates the test binary only/,
      /'namespace'/,
    ],
  ],
  notExecutable: [
    ['start', NATIVE, 'nx-go-cross-sh: 27: exec: /p: Exec format error\n', /amd64 machine does not know/, /doctor/],
    [
      'start',
      NATIVE,
      'nx-go-cross-sh: line 9: /tmp/p: cannot execute binary file: Exec format error\n',
      /does not know/,
      /doctor/,
    ],
    ['test', IN_NAMESPACE, 'fork/exec /tmp/x: exec format error\n', /no binfmt_misc entry/, /doctor/],
  ],
  levelMissing: [
    [
      'start',
      { ...V81, port: { goos: 'linux', goarch: 'amd64', level: 'v3' }, emulator: { ...V81.emulator!, cpu: 'Nehalem' } },
      'This program can only be run on AMD64 processors with v3 microarchitecture support.\n',
      /^CPU model Nehalem does not have what level v3 of amd64 needs/,
      /'cpu' to Haswell.*'goamd64' to a lower level/,
    ],
    [
      'start',
      V81,
      'This program can only run on ARM64 processors with LSE support.\n',
      /CPU model cortex-a53.*v8\.1/,
      /'cpu' to neoverse-n1.*'goarm64'/,
    ],
    [
      'start',
      { ...ARM, port: { ...ARM.port, level: '7' }, emulator: { ...ARM.emulator!, cpu: 'arm1176' } },
      'runtime: this CPU has no VFPv3 floating point hardware, so it cannot run\na binary compiled for\n',
      /CPU model arm1176 .* level 7 of arm/,
      /cortex-a7.*'goarm'/,
    ],
    [
      'start',
      { ...NATIVE, port: { ...NATIVE.port, level: 'v4' } },
      'This program can only be run on AMD64 processors with v4 microarchitecture support.\n',
      /^This machine's CPU does not have/,
      /'cpu'/,
    ],
  ],
  illegalInstruction: [
    ['crash', V81, 'SIGILL: illegal instruction\nPC=0x1\n', /CPU model cortex-a53.*linux\/arm64\/v8\.1/, /neoverse-n1/],
    ['crash', ARM64, 'qemu: uncaught target signal 4 (Illegal instruction) - core dumped\n', /cortex-a53/, /assembly/],
    ['crash', NATIVE, 'signal: illegal instruction (core dumped)\n', /this machine's CPU/, /QEMU emulates/],
    ['crash', EMULATED, 'SIGILL: illegal instruction\n', /default CPU of \/q\/qemu-aarch64/, /newer model/],
  ],
  raceUnsupported: [
    [
      'start',
      EMULATED,
      'FATAL: ThreadSanitizer: unsupported VMA range\n',
      /under \/q\/qemu-aarch64 7\.2\.22/,
      /native arm64/,
    ],
  ],
  namespaceTooSlow: [
    ['start', IN_NAMESPACE, 'nx-go-cross: the ids of the user namespace were not mapped\n', /overloaded/, /--parallel/],
  ],
  namespaceRefused: [['start', IN_NAMESPACE, 'nx-go-cross: cannot set up a private binfmt_misc\n', /cannot/, /runner/]],
  addressSpace: [
    ['start', ARM, 'qemu-arm: Unable to reserve 0xffff0000 bytes of virtual address space\n', /32-bit/, /ulimit -v/],
  ],
  taggedPointerPack: [
    [
      'crash',
      AMD64_ON_ARM,
      'runtime: taggedPointerPack invalid packing: ptr=0xffff\nfatal error: taggedPointerPack\n',
      /go1\.24\.6/,
      /1\.25\.4/,
    ],
    ['test', AMD64_ON_ARM, 'fatal error: lfstack.push\n', /linux\/arm64 machine/, /amd64 machine/],
  ],
  realtimeSignals: [
    ['crash', EMULATED, 'fatal error: rt_sigaction failure\n', /real-time signals/, /QEMU 8/],
    ['crash', EMULATED, 'fatal error: sigaction failed\n', /real-time signals/, /QEMU 8/],
  ],
  outOfMemory: [
    [
      'crash',
      EMULATED,
      'runtime: out of memory: cannot allocate 4194304-byte block\n',
      /the machine, its container/,
      /'parallel'/,
    ],
    ['test', ARM, 'fatal error: runtime: cannot allocate memory\n', /32-bit process/, /less at once.*32 bits/],
    ['test', ARM, '    a_test.go:9: mmap: cannot allocate memory\n', /32-bit process/, /skip the test there/],
    ['crash', ARM, 'signal: killed\n', /SIGKILL/, /Run fewer/],
    ['crash', NATIVE, 'signal: killed\n', /SIGKILL/, /Run fewer/],
    ['test', NATIVE, 'fork/exec /bin/x: cannot allocate memory\n', /gave no more/, /Run fewer/],
  ],
  threadLimit: [
    [
      'crash',
      EMULATED,
      'runtime: failed to create new OS thread (have 9 already; errno=11)\nfatal error: newosproc\n',
      /no more threads/,
      /ulimit -u/,
    ],
    ['test', NATIVE, 'fatal error: newosproc\n', /no more threads/, /'parallel'/],
  ],
  repeatedCrash: [
    [
      'crash',
      { ...EMULATED, repeats: true },
      'qemu: uncaught target signal 11 (Segmentation fault) - core dumped\n',
      /chance hardly does: it is the code/,
      /by itself \(--run\)/,
    ],
    ['crash', { ...EMULATED, repeats: true }, 'SIGSEGV: segmentation violation\nPC=0x1\n', /every time/, /native/],
  ],
  signalHandler: [
    ['crash', EMULATED, 'fatal: bad g in signal handler\n', /delivered a signal/, /another version of QEMU/],
    ['crash', ON_I386, 'fatal: morestack on gsignal\n', /qemu-i386 7\.2\.22/, /Use QEMU 8 or newer, or a kernel/],
  ],
  emulatorCrash: [
    [
      'crash',
      EMULATED,
      'qemu: uncaught target signal 11 (Segmentation fault) - core dumped\n',
      /real arm64/,
      /another version/,
    ],
    ['crash', ON_I386, 'fatal error: exitsyscall: syscall frame is no longer valid\n', /qemu-i386/, /SIGCHLD/],
    ['crash', EMULATED, 'SIGSEGV: segmentation violation\nPC=0x1\n', /defect of the emulator/, /QEMU/],
  ],
  emulatedTimeout: [
    [
      'timeout',
      EMULATED,
      'panic: test timed out after 10m0s\n',
      /\/q\/qemu-aarch64 7\.2\.22/,
      /'timeoutFactor'.*'singleCpu'/,
    ],
    ['timeout', IN_NAMESPACE, '*** Test killed with quit: ran too long (11m0s).\n', /hangs/, /native machine/],
    [
      'timeout',
      { ...EMULATED, timeLimit: "10s (option 'timeout' of 1s × 10, 'timeoutFactor')" },
      'panic: test timed out after 10s\n',
      /^The limit in force is 10s \(option 'timeout' of 1s × 10, 'timeoutFactor'\)\. Under /,
      /raise 'timeout' or 'timeoutFactor'/,
    ],
    [
      'timeout',
      { ...EMULATED, timeLimit: '10s (-timeout in GOFLAGS)' },
      'panic: test timed out after 10s\n',
      /^The limit in force is 10s \(-timeout in GOFLAGS\)\. Under /,
      /raise -timeout in GOFLAGS, or use option 'timeout' instead/,
    ],
  ],
  timeout: [
    [
      'timeout',
      { ...NATIVE, timeLimit: "10s (option 'timeout')" },
      'panic: test timed out after 10s\n',
      /^The limit in force is 10s \(option 'timeout'\)\. The tests of the package took longer\.$/,
      /raise 'timeout'\.$/,
    ],
    [
      'timeout',
      { ...NATIVE, timeLimit: "10s (-timeout in option 'goFlags')" },
      '*** Test killed with quit: ran too long (1m10s).\n',
      /option 'goFlags'/,
      /raise -timeout in option 'goFlags'/,
    ],
  ],
  prootChild: [
    [
      'test',
      { ...EMULATED, runner: 'proot' },
      '    x_test.go:9: fork/exec /usr/bin/sh: bad address\n',
      /^PRoot .* EFAULT/,
      /'namespace' or 'binfmt'.* doctor'/,
    ],
  ],
  netlinkByteOrder: [
    [
      'test',
      S390X,
      '    n_test.go:11: route ip+net: parsenetlinkrouteattr: invalid argument\n',
      /byte order of all netlink messages/,
      /QEMU 10/,
    ],
    ['test', S390X, 'route ip+net: netlinkrib: invalid argument\n', /net\.Interfaces/, /skip itself/],
  ],
  leakSanitizer: [
    ['test', EMULATED, '==7==LeakSanitizer has encountered a fatal error.\n', /does not have/, /detect_leaks=0/],
    [
      'test',
      { ...NATIVE, traced: true },
      '==7==LeakSanitizer has encountered a fatal error.\n',
      /strace traces/,
      /LSAN_OPTIONS/,
    ],
  ],
  cgoStub: [
    [
      'test',
      WITHOUT_CGO,
      "    db_test.go:9: Binary was compiled with 'CGO_ENABLED=0', go-sqlite3 requires cgo to work. This is a stub\n",
      /cgo is off for linux\/arm64, and go-sqlite3/,
      /'static' or 'dynamic'/,
    ],
  ],
  notImplemented: [
    [
      'test',
      EMULATED,
      '    x_test.go:1: ptrace: function not implemented\n',
      /\/q\/qemu-aarch64 7\.2\.22 does not/,
      /native/,
    ],
    ['test', NATIVE, '    x_test.go:1: function not implemented\n', /seccomp/, /skip/],
  ],
  ownersHidden: [
    [
      'test',
      AS_USER,
      '    x_test.go:21: one of my own groups, 27: chown /tmp/x/shared: invalid argument\n',
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    [
      'test',
      AS_USER,
      '    x_test.go:31: /etc/passwd belongs to 65534, not to root\n',
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    [
      'test',
      AS_USER,
      '    x_test.go:9: lchown testdata/link: invalid argument\n',
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    [
      'test',
      AS_USER,
      '    x_test.go:9: groups: got [1 65534], want [1 27 44]\n',
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    [
      'test',
      AS_USER,
      '    x_test.go:9: owner of /etc/hosts: nobody\n',
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    [
      'test',
      AS_USER,
      '    x_test.go:9: got nobody as the group of /srv\n',
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    ['test', AS_USER, '    x_test.go:9: setgid: invalid argument\n', /65534 \(nobody\)/, /'binfmt', 'proot' or 'qemu'/],
    [
      'test',
      AS_USER,
      '    x_test.go:9: setgroups: operation not permitted\n',
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    [
      'test',
      AS_USER,
      'Bad owner or permissions on /etc/ssh/ssh_config.d/20-systemd.conf\n',
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    [
      'test',
      AS_USER,
      "fatal: detected dubious ownership in repository at '/srv/repo'\n",
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    [
      'test',
      AS_USER,
      'sudo: /etc/sudo.conf is owned by uid 65534, should be 0\n',
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    [
      'test',
      AS_USER,
      "sudo: effective uid is not 0, is /usr/bin/sudo on a file system with the 'nosuid' option set\n",
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
    [
      'test',
      AS_USER,
      '    x_test.go:9: key file must be owned by root\n',
      /65534 \(nobody\)/,
      /'binfmt', 'proot' or 'qemu'/,
    ],
  ],
};

const all = Object.entries(CASES).flatMap(([id, cases]) => cases.map((one) => [id, ...one] as const));

test.each(all)('%s, stage %s', (id, stage, place, text, cause, remedy) => {
  const found = diagnose(text, [stage], place);
  expect(found).toMatchObject({ id, cause: expect.stringMatching(cause), remedy: expect.stringMatching(remedy) });
});

test('every row has a case here, and its example is one of it', () => {
  expect(ROWS.map(({ id }) => id).sort()).toEqual(Object.keys(CASES).sort());
  for (const { sign, example } of ROWS) expect(example).toMatch(sign);
});

test('what may be run again: defects of emulator and machine that come and go', () => {
  const transient = ROWS.filter((row) => row.transient).map(({ id }) => id);
  expect(transient).toEqual(['namespaceTooSlow', 'repeatedCrash', 'signalHandler', 'emulatorCrash']);
  const found = diagnose('SIGSEGV: segmentation violation\n', ['crash'], EMULATED);
  expect(found?.transient).toBe(true);
});

test.each<[string, Stage, Place, string]>([
  ['netlink works on a little-endian port', 'test', EMULATED, 'route ip+net: netlinkrib: invalid argument\n'],
  ['an undefined name that no cgo file has', 'build', WITHOUT_CGO, './a.go:5:9: undefined: clib.Twice\n'],
  ['a C error where the compiler was chosen', 'build', { ...EMULATED, cgo: 'dynamic' }, '# e/svc\na.c:1:1: error\n'],
  ['a native sanitizer that nobody traces', 'test', NATIVE, 'LeakSanitizer has encountered a fatal error\n'],
  ['a crash of a native binary is its own', 'crash', NATIVE, 'SIGSEGV: segmentation violation\nPC=0x1\n'],
  ['an abort is somebody’s will', 'crash', EMULATED, 'qemu: uncaught target signal 6 (Aborted) - core dumped\n'],
  ['a timeout of a native binary is its own', 'timeout', NATIVE, 'panic: test timed out after 1s\n'],
  ['so is a signal that a test sends', 'crash', EMULATED, 'signal: terminated\n'],
  ['a failed test says nothing of emulators', 'test', EMULATED, 'fatal error: exitsyscall\n'],
  ['a tool that TestMain needs, for a shell', 'start', EMULATED, 'sh: 1: exec: docker: not found\n'],
  ['the same, for os/exec', 'start', EMULATED, 'exec: "docker": executable file not found in $PATH\n'],
  ['the same, by its path', 'start', EMULATED, 'fork/exec /bin/docker: no such file or directory\n'],
  ['what TestMain starts and is foreign', 'start', EMULATED, 'fork/exec ./helper: exec format error\n'],
  ['a file of TestMain', 'start', NATIVE, 'open testdata/select.test: no such file or directory\n'],
  ['a container of TestMain', 'start', NATIVE, 'Error response from daemon: No such container: db\n'],
  ['a tool of this name in TestMain', 'start', NATIVE, 'nx-go-cross: bad argument\n'],
  ['EFAULT where no PRoot is', 'test', EMULATED, '    x_test.go:9: fork/exec /bin/sh: bad address\n'],
  ['a file of a test', 'test', NATIVE, '    x_test.go:9: open testdata/select.test: no such file or directory\n'],
  ['words about memory', 'test', NATIVE, '    x_test.go:9: got "cache: out of memory budget"\n'],
  ['an owner outside of a namespace', 'test', EMULATED, '    x_test.go:9: chown /tmp/x: invalid argument\n'],
  ['an owner in the namespace of root', 'test', IN_NAMESPACE, '    x_test.go:9: owner is nobody\n'],
  ['nobody that is no user', 'test', AS_USER, '    x_test.go:9: nobody answered\n'],
  ['an argument of another call', 'test', AS_USER, '    x_test.go:9: read /tmp/x: invalid argument\n'],
  ['a comparison that failed', 'test', EMULATED, '    x_test.go:1: got 1, want 2\n'],
])('no diagnosis: %s', (_title, stage, place, text) => {
  expect(diagnose(text, [stage], place)).toBeUndefined();
});

test('a word in a test’s output does not hide what ended it', () => {
  const text = 'the cache is out of memory\nqemu: uncaught target signal 11 (Segmentation fault) - core dumped\n';
  expect(diagnose(text, ['crash'], EMULATED)?.id).toBe('emulatorCrash');
});

test.each([
  ['exec-missing', EMULATED, 'runnerMissing'],
  ['exec-format', NATIVE, 'notExecutable'],
  ['qemu-wrong', EMULATED, 'wrongEmulator'],
])('recorded stream %s', (name, place, id) => {
  expect(diagnose(textOf(name), ['start'], place)?.id).toBe(id);
  expect(saysNotStarted(textOf(name), place)).toBe(true);
});

function textOf(name: string): string {
  const lines = recorded(name).stdout.toString().trim().split('\n');
  return lines.map((line) => JSON.parse(line).Output ?? '').join('');
}

test('a long text costs its length: one token of a million characters, and a million tokens', () => {
  for (const text of ['x'.repeat(1 << 20), 'x '.repeat(1 << 19), '/'.repeat(1 << 20), 'a\n'.repeat(1 << 19)]) {
    expect(diagnose(text, ['start', 'crash', 'test'], EMULATED)).toBeUndefined();
    expect(diagnose(text.replaceAll('x', 'user'), ['test'], AS_USER)).toBeUndefined();
  }
});

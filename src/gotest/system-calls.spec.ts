import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linesOf, systemCalls, type CallLogFormat, type SystemCall } from './system-calls';

/** Lines as QEMU 7.2 and 10.0 (arm64, s390x, arm, mips64le) and strace 6.1 wrote them. */
test.each<[string, CallLogFormat, string, Partial<SystemCall>[]]>([
  [
    'openat',
    'qemu',
    '7 openat(AT_FDCWD,"../a b.json",O_RDONLY|O_CLOEXEC) = 4',
    [{ verb: 'open', path: '../a b.json' }],
  ],
  ['open, on s390x', 'qemu', '7 open("/sys/x",O_RDONLY) = 4', [{ verb: 'open', path: '/sys/x' }]],
  ['stat, on mips64le', 'qemu', '7 stat("..",0x00000862e369bae8) = 0', [{ verb: 'examine', path: '..' }]],
  ['fstatat64, on arm', 'qemu', '7 fstatat64(AT_FDCWD,"a",0x024a60d0,0) = 0', [{ verb: 'examine', path: 'a' }]],
  [
    'a call behind one that waits',
    'qemu',
    '7 nanosleep(84900426637096,0,10000000,0,1,1)7 openat(AT_FDCWD,"a",O_RDONLY|O_LARGEFILE) = 4',
    [{ pid: 7, verb: 'open', path: 'a' }],
  ],
  [
    'a failure, which may be that of another thread',
    'qemu',
    '7 futex(0x0,FUTEX_WAIT,0,NULL,NULL,0)8 openat(AT_FDCWD,"a",O_RDONLY) = -1 errno=11 (Try again)',
    [{ pid: 8, verb: 'open', path: 'a' }],
  ],
  ['a folder', 'qemu', '7 openat(AT_FDCWD,"../d",O_RDONLY|O_DIRECTORY) = 5', [{ path: '../d', descriptor: 5 }]],
  ['a path in a folder', 'qemu', '7 openat(5,"x",O_RDONLY) = 6', [{ path: 'x', base: 5 }]],
  ['a path that holds a backslash', 'qemu', String.raw`7 open("a\b",O_RDONLY) = 6`, [{ path: String.raw`a\b` }]],
  ['a child in its folder', 'qemu', '9 chdir("..") = 0', [{ pid: 9, verb: 'chdir', path: '..' }]],
  ['a child without it', 'qemu', '9 chdir("gone") = -1 errno=2 (No such file or directory)', []],
  [
    'a program and what it is to read',
    'qemu',
    '9 execve("/usr/bin/cat",{"cat","../n.json",NULL}) = 0',
    [
      { verb: 'open', path: '/usr/bin/cat', isExec: true },
      { verb: 'examine', path: '../n.json' },
    ],
  ],
  ['what is only written', 'qemu', '7 openat(AT_FDCWD,"out",O_WRONLY|O_CREAT|O_TRUNC,0644) = 6', []],
  [
    'what is read and written',
    'qemu',
    '7 openat(AT_FDCWD,"db",O_RDWR|O_CREAT,0644) = 6',
    [{ verb: 'open', path: 'db' }],
  ],
  ['what is only pointed at', 'qemu', '7 openat(AT_FDCWD,"d",O_PATH) = 6', [{ verb: 'examine', path: 'd' }]],
  ['an empty path', 'qemu', '7 statx(3,"",0x1000,0,0x0) = 0', []],
  ['a signal', 'qemu', '--- SIGCHLD {si_signo=SIGCHLD, si_code=1, si_pid=13988} ---', []],
  [
    'strace names the current folder',
    'strace',
    '424   openat(AT_FDCWD</w/svc>, "../a b.json", O_RDONLY|O_CLOEXEC) = 3</w/a b.json>',
    [{ pid: 424, verb: 'open', path: '../a b.json', current: '/w/svc' }],
  ],
  [
    'strace escapes',
    'strace',
    String.raw`424   openat(AT_FDCWD</w/\303\274>, "a\"b\\\303\274.json", O_RDONLY <unfinished ...>`,
    [{ path: String.raw`a"b\ü.json`, current: '/w/ü' }],
  ],
  ['strace names folders', 'strace', '424 openat(5</w/d>, "x", O_RDONLY) = 6</w/d/x>', [{ path: 'x', base: '/w/d' }]],
  [
    'openat2',
    'strace',
    '424 openat2(5</w/d>, "x", {flags=O_RDONLY|O_CLOEXEC, resolve=RESOLVE_BENEATH}, 24) = 6</w/d/x>',
    [{ verb: 'open', path: 'x', base: '/w/d' }],
  ],
  ['a write by openat2', 'strace', '424 openat2(5</w>, "x", {flags=O_WRONLY|O_CREAT, mode=0644}, 24) = 6', []],
  ['strace, fchdir', 'strace', '424 fchdir(5</w/d>) = 0', [{ verb: 'chdir', path: '/w/d' }]],
  [
    'a program, whose reads strace shows itself',
    'strace',
    '443   execve("/usr/bin/cat", ["cat", "../n.json"], 0x2f42b879a000 /* 35 vars */) = 0',
    [{ verb: 'open', path: '/usr/bin/cat', isExec: true }],
  ],
])('%s (%s)', (_title, format, line, expected) => {
  expect(systemCalls(line, format)).toMatchObject(expected);
  expect(systemCalls(line, format)).toHaveLength(expected.length);
});

test('the lines of a large file, also where a letter lies across two blocks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'system-calls-spec-'));
  try {
    const lines = ['x'.repeat((1 << 20) - 1) + 'ü', 'second', '', 'cut off'];
    writeFileSync(join(folder, 'log'), lines.join('\n'));
    expect([...linesOf(join(folder, 'log'))]).toEqual(lines);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

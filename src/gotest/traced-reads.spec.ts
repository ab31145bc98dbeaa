import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tracedReads } from './traced-reads';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'traced-reads-spec-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function reads(logs: Readonly<Record<string, readonly string[]>>) {
  for (const [name, lines] of Object.entries(logs)) writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  const found = tracedReads(folder, 'b001', '/w/svc');
  return found && { opened: [...found.opened].sort(), examined: [...found.examined].sort() };
}

test('no log is another thing than one without reads', () => {
  expect(reads({ 'b002.strace': ['1 open("a", O_RDONLY) = 3'] })).toBeUndefined();
  expect(reads({ 'b001.7.qemu': ['7 getpid() = 7'] })).toEqual({ opened: [], examined: [] });
});

test('a child begins where its parent left it, and its log goes on there', () => {
  const found = reads({
    'b001.7.qemu': [
      '7 openat(AT_FDCWD,"a",O_RDONLY) = 4',
      '9 chdir("..") = 0',
      '9 execve("/tmp/x.test",{"/tmp/x.test",NULL})7 nanosleep(1,0) = -1 errno=4 (Interrupted)',
      '7 openat(AT_FDCWD,"b",O_RDONLY) = 4',
    ],
    'b001.9.qemu': ['9 openat(AT_FDCWD,"c",O_RDONLY) = 4', '9 chdir("shared") = 0', '9 open("d",O_RDONLY) = 4'],
  });
  expect(found).toEqual({ opened: ['/tmp/x.test', '/w/c', '/w/shared/d', '/w/svc/a', '/w/svc/b'], examined: [] });
});

test('a child of a child, whose id is lower than that of its parents', () => {
  const found = reads({
    'b001.7.qemu': ['9 chdir("/w/one") = 0', '9 execve("/t",{"/t",NULL}) = 0'],
    'b001.9.qemu': ['3 chdir("two") = 0', '3 execve("/t",{"/t",NULL}) = 0'],
    'b001.3.qemu': ['3 open("x",O_RDONLY) = 4'],
  });
  expect(found?.opened).toEqual(['/t', '/w/one/two/x']);
});

test('threads have the folder of their process (QEMU names them since version 8)', () => {
  const found = reads({
    'b001.7.qemu': ['8 chdir("/w/shared") = 0', '7 open("a",O_RDONLY) = 4', '9 execve("/t",{"/t",NULL}) = 0'],
    'b001.9.qemu': ['9 open("b",O_RDONLY) = 4'],
  });
  expect(found?.opened).toEqual(['/t', '/w/shared/a', '/w/shared/b']);
});

test('paths in a folder that was opened before', () => {
  const found = reads({
    'b001.7.qemu': [
      '7 openat(AT_FDCWD,"../shared",O_RDONLY|O_DIRECTORY) = 5',
      '7 openat(5,"a",O_RDONLY) = 6',
      '7 openat(9,"nobody knows where",O_RDONLY) = 6',
      '7 openat(9,"/etc/x",O_RDONLY) = 6',
    ],
  });
  expect(found?.opened).toEqual(['/etc/x', '/w/shared', '/w/shared/a']);
});

test('strace has one log of all threads and children', () => {
  const found = reads({
    'b001.strace': [
      '7 openat(AT_FDCWD</w/svc>, "../a", O_RDONLY) = 3</w/a>',
      '8 chdir("..") = 0',
      '8 execve("/bin/sh", ["sh"], 0x0 /* 1 var */) = 0',
      '8 access("x", R_OK) = 0',
      '8 openat(AT_FDCWD</w>, "y", O_RDONLY) = 3</w/y>',
      '7 openat(AT_FDCWD</w/svc>, "b", O_RDONLY) = 3</w/svc/b>',
    ],
  });
  expect(found).toEqual({ opened: ['/bin/sh', '/w/a', '/w/svc/b', '/w/y'], examined: ['/w/x'] });
});

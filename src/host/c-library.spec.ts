import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingCLibrary } from './c-library';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'c-library-spec-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['finds it', 'echo "/usr/lib/${1#-print-file-name=}"', 'dynamic', undefined],
  ['repeats the name of the shared library', 'echo "${1#-print-file-name=}"', 'dynamic', 'libc.so'],
  ['repeats the name of the archive', 'echo "${1#-print-file-name=}"', 'static', 'libc.a'],
  ['does not know the question', 'echo "unknown option" >&2; exit 1', 'dynamic', undefined],
] as const)('a compiler that %s', async (_title, body, mode, missing) => {
  const cc = join(folder, 'cc');
  writeFileSync(cc, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  expect(await missingCLibrary(cc, mode, { env: process.env, cwd: folder })).toBe(missing);
});

test('zig has a library for every port', async () => {
  expect(await missingCLibrary('zig cc -target s390x-linux-gnu', 'dynamic', { env: {}, cwd: folder })).toBeUndefined();
});

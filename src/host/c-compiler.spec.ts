import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCCompiler } from './c-compiler';
import { missingCLibrary } from './c-library';
import { tempRoot } from '../files/testdata/temp-root';

let root: string;
const newRoot = tempRoot();
beforeEach(() => {
  root = newRoot();
});

function program(folder: string, name: string, body: string): string {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return join(root, folder, name);
}

/** Says its version, and names a file that it does not find by repeating it. */
const GCC =
  '[ "$1" != -m64 ] || shift; case $1 in --version) echo "my gcc $VERSION" ;; -print-file-name=*) echo "${1#*=}" ;; esac';

const find = (cc: string, VERSION = '1') => {
  const env = { PATH: [join(root, 'bin'), '/usr/bin', '/bin'].join(':'), VERSION };
  return findCCompiler({ port: { goos: 'linux', goarch: 'arm64' }, isHost: false, env, cwd: root, cc });
};

test('a command with arguments says its own version, not that of the program before it', async () => {
  program('bin', 'my-gcc', GCC);
  program('bin', 'my-ccache', 'case $1 in --version) echo ccache ;; *) exec "$@" ;; esac');
  expect(await find('my-ccache my-gcc')).toMatchObject({ cc: 'my-ccache my-gcc', version: 'my gcc 1' });
  // Another compiler behind the same one.
  program('bin', 'my-gcc', `${GCC} # other`);
  expect((await find('my-ccache my-gcc', '2'))?.version).toBe('my gcc 2');
});

test('a path with spaces, in quotes as Go reads them', async () => {
  const path = program('my tools', 'gcc', GCC);
  const cc = `'${path}'  -m64`;
  expect(await find(cc)).toMatchObject({ cc, version: 'my gcc 1' });
  const env = { PATH: process.env.PATH };
  expect(await missingCLibrary(`'${path}'`, 'static', { env, cwd: root })).toBe('libc.a');
});

test('one that is not there', async () => {
  expect(await find('nowhere-gcc -m64')).toBeUndefined();
  expect(await find('')).toBeUndefined();
});

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestUnit } from '../../gotest';
import { foreignFolders } from './foreign-folders';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'foreign-folders-'));
  mkdirSync(join(root, 'apps/svc'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A `go` that says where packages are, and writes down what it was asked. */
function foldersOf(packages: string[], dirs: string[] = []): Promise<string[]> {
  const lines = dirs.map((dir) => `${join(root, dir)}\tx/${dir}`).join('\n');
  writeFileSync(join(root, 'go'), `#!/bin/sh\nprintf '%s\\n' "$*" > "${root}/asked"\ncat <<'E'\n${lines}\nE\n`);
  chmodSync(join(root, 'go'), 0o755);
  const port = { goos: 'linux', goarch: 'arm64' };
  const options = { packages, goFlags: [], args: [] };
  const unit = { go: join(root, 'go'), dir: join(root, 'apps/svc'), env: process.env, port, options };
  return foreignFolders(unit as unknown as TestUnit, root);
}

const asked = () => readFileSync(join(root, 'asked'), 'utf8').trim();

test.each([[['./...']], [['.', './a/b']], [['./a/../b']]])(
  'Go is not asked about %j, which is the project’s own',
  async (own) => {
    expect(await foldersOf(own)).toEqual([]);
    expect(asked).toThrow('ENOENT');
  },
);

test.each<[string, string[], string[]]>([
  ['another module', ['libs/checksum'], ['libs/checksum']],
  ['packages in each other', ['libs/a/b', 'libs/a', 'libs/ab', 'libs/a/c'], ['libs/a', 'libs/ab']],
  ['the project’s own by its import path', ['apps/svc/a', 'apps/svc'], []],
  ['a module outside of the workspace', ['../elsewhere'], []],
])('%s', async (_title, dirs, expected) => {
  expect(await foldersOf(['./ok', 'example.com/x/...'], dirs)).toEqual(expected);
  expect(asked().endsWith(' example.com/x/...')).toBe(true);
});

test('a path that leads out of the project', async () => {
  expect(await foldersOf(['../../libs/...'], ['libs/a'])).toEqual(['libs/a']);
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ignoredPaths } from './ignored-paths';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), 'nx-go-cross-ignored-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: root });

test('what the patterns match, tracked or not, and what .nxignore adds', async () => {
  write({
    ...{ '.gitignore': '*_pb.go\nout/\n', '.nxignore': 'hidden*.go\n' },
    ...{ 'a/tracked_pb.go': '', 'a/hidden.go': '', 'a/plain.go': '', 'out/tracked.go': '' },
  });
  git('init', '-q');
  git('add', '-f', '.');
  write({ 'a/new_pb.go': '', 'a/hidden2.go': '', 'fresh/new_pb.go': '', 'out/new.go': '', 'fresh/plain.go': '' });
  const found = (await ignoredPaths(root, process.env))!.sort();
  expect(found.filter((path) => !path.startsWith('out/'))).toEqual([
    ...['a/hidden.go', 'a/hidden2.go', 'a/new_pb.go', 'a/tracked_pb.go', 'fresh/new_pb.go'],
  ]);
  expect(found.filter((path) => path.startsWith('out/'))).toEqual(['out/new.go', 'out/tracked.go']);
});

test('nothing is known outside of a git checkout', async () => {
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(root) };
  expect(await ignoredPaths(root, env)).toBeUndefined();
});

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EARLIEST, LATEST } from './content-time';
import { setTrackedTimes } from './tracked-times';

let folder: string;
let repo: string;
let env: NodeJS.ProcessEnv;
const servers: Server[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'nx-go-cross-times-'));
  repo = join(folder, 'repo');
  env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  Object.assign(env, { GIT_CEILING_DIRECTORIES: folder });
  writeFileSync(
    join(folder, '.gitconfig'),
    '[user]\n\tname = x\n\temail = x@example.com\n[protocol "file"]\n\tallow = always\n[core]\n\tsafecrlf = false\n',
  );
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  rmSync(folder, { recursive: true, force: true });
});

const gitIn = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, env, encoding: 'utf8' });

function write(file: string, content: string): string {
  const path = join(repo, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function commit(files: Readonly<Record<string, string>>, at = repo): void {
  mkdirSync(at, { recursive: true });
  gitIn(at, 'init', '-q');
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(at, file)), { recursive: true });
    writeFileSync(join(at, file), content);
  }
  gitIn(at, 'add', '-A');
  gitIn(at, 'commit', '-q', '-m', 'x');
}

const time = (file: string, at = repo) => lstatSync(join(at, file)).mtimeMs / 1_000;
const isSet = (file: string) => time(file) < LATEST;
const SET = (files: number, folders: number) =>
  expect.stringMatching(new RegExp(`^Set the times of ${files} files by their content, and of ${folders} folders `));

test('equal contents have equal times in every clone, others have others; folders have one', async () => {
  commit({ 'a.txt': 'a', 'b/a.txt': 'a', 'b/c/empty': '', 'b/c/b.txt': 'b' });
  const clone = join(folder, 'clone');
  gitIn(folder, 'clone', '-q', repo, clone);
  for (const at of [repo, clone]) expect(await setTrackedTimes(at, env)).toEqual({ done: SET(4, 3), missed: '' });
  const files = ['a.txt', 'b/a.txt', 'b/c/empty', 'b/c/b.txt'];
  const times = files.map((file) => time(file));
  expect(files.map((file) => time(file, clone))).toEqual(times);
  expect(times[0]).toBe(times[1]);
  expect(new Set(times).size).toBe(3);
  expect(['.', 'b', 'b/c'].map((path) => time(path))).toEqual([EARLIEST, EARLIEST, EARLIEST]);
});

test('what is in the folder counts, and not what was committed', async () => {
  commit({
    'a.txt': 'one',
    'b.txt': 'two',
    '.gitattributes': 'c.txt eol=crlf\n',
    'c.txt': 'three\n',
    'd.txt': 'three\n',
  });
  await setTrackedTimes(repo, env);
  const [a, c] = [time('a.txt'), time('c.txt')];
  write('b.txt', 'one');
  rmSync(join(repo, 'c.txt'));
  gitIn(repo, 'checkout', '-q', 'c.txt');
  rmSync(join(repo, '.gitattributes'));
  expect(await setTrackedTimes(repo, env)).toEqual({ done: SET(4, 1), missed: '' });
  expect([time('a.txt'), time('b.txt')]).toEqual([a, a]);
  // Git wrote CR LF; it takes that for the same as the committed LF.
  expect(time('c.txt')).not.toBe(c);
  expect(time('d.txt')).toBe(c);
});

test('a large file is read to its end', async () => {
  commit({ large: 'x'.repeat(300_000) });
  await setTrackedTimes(repo, env);
  const before = time('large');
  appendFileSync(join(repo, 'large'), 'y');
  await setTrackedTimes(repo, env);
  expect(time('large')).not.toBe(before);
});

test('links have times of their own, and what they lead to keeps its own', async () => {
  write('x', '');
  const outside = join(folder, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, 'file'), '');
  const before = lstatSync(join(outside, 'file')).mtimeMs;
  symlinkSync('../outside/file', join(repo, 'link'));
  symlinkSync('nowhere', join(repo, 'dangling'));
  symlinkSync('../outside', join(repo, 'away'));
  commit({ 'was/file': '' });
  // A folder that a link has taken the place of: git still lists the file.
  rmSync(join(repo, 'was'), { recursive: true });
  symlinkSync('../outside', join(repo, 'was'));
  expect(await setTrackedTimes(repo, env)).toEqual({ done: SET(4, 1), missed: '' });
  expect(['link', 'dangling', 'away'].map(isSet)).toEqual([true, true, true]);
  expect(time('link')).not.toBe(time('away'));
  expect(lstatSync(join(outside, 'file')).mtimeMs).toBe(before);
  expect(lstatSync(outside).mtimeMs).toBeGreaterThan(LATEST * 1_000);
});

test('names are any bytes of UTF-8; what is not tracked or not there is left alone', async () => {
  commit({ 'a b\n"ü"': '', '.gitignore': 'ignored\n', gone: '', 'sub/x': '' });
  rmSync(join(repo, 'gone'));
  const untracked = ['ignored', 'new', 'sub/new'].map((file) => write(file, ''));
  expect(await setTrackedTimes(join(repo, 'sub'), env)).toEqual({ done: SET(3, 2), missed: '' });
  expect(isSet('a b\n"ü"')).toBe(true);
  for (const path of untracked) expect(lstatSync(path).mtimeMs).toBeGreaterThan(LATEST * 1_000);
});

test('submodules, checked out or not', async () => {
  commit({ inner: 'a' }, join(folder, 'other'));
  commit({ 'a.txt': 'a' });
  gitIn(repo, 'submodule', '--quiet', 'add', join(folder, 'other'), 'sub');
  gitIn(repo, 'commit', '-q', '-m', 'sub');
  expect(await setTrackedTimes(repo, env)).toEqual({ done: SET(3, 2), missed: '' });
  expect(time('sub/inner')).toBe(time('a.txt'));
  const clone = join(folder, 'clone');
  gitIn(folder, 'clone', '-q', repo, clone);
  expect(await setTrackedTimes(clone, env)).toEqual({ done: SET(2, 1), missed: '' });
});

test('git takes nothing for changed afterwards', async () => {
  commit({ 'a.txt': 'a' });
  utimesSync(join(repo, 'a.txt'), 1, 1);
  expect(gitIn(repo, 'diff-files')).not.toBe('');
  await setTrackedTimes(repo, env);
  expect(gitIn(repo, 'diff-files')).toBe('');
});

test('what cannot be set is named', async () => {
  commit({ a: '', b: '', c: '' });
  for (const name of ['a', 'b']) {
    rmSync(join(repo, name));
    const server = createServer().listen(join(repo, name));
    await once(server, 'listening');
    servers.push(server);
  }
  const missed = 'Not set: a (ENXIO) and 1 more; tests that read them run again after every checkout.';
  expect(await setTrackedTimes(repo, env)).toEqual({ done: SET(1, 1), missed });
});

test('a repository without files', async () => {
  mkdirSync(repo);
  gitIn(repo, 'init', '-q');
  expect(await setTrackedTimes(repo, env)).toEqual({ done: SET(0, 0), missed: '' });
});

describe('why nothing was done is one line', () => {
  const KEPT = (why: string) => ({
    done: '',
    missed: `The times of files stay as they are: ${why}. Tests that read files run again.`,
  });

  test('no repository', async () => {
    mkdirSync(repo);
    expect(await setTrackedTimes(repo, env)).toEqual(KEPT('this folder is in no git repository'));
  });

  test('no git', async () => {
    expect(await setTrackedTimes(folder, { ...env, PATH: folder })).toEqual(KEPT('git is not installed'));
  });

  test('a git that refuses', async () => {
    writeFileSync(join(folder, 'git'), '#!/bin/sh\necho "fatal: index file corrupt" >&2\nexit 128\n');
    chmodSync(join(folder, 'git'), 0o755);
    expect(await setTrackedTimes(folder, { ...env, PATH: folder })).toEqual(
      KEPT('git refused: fatal: index file corrupt'),
    );
  });
});

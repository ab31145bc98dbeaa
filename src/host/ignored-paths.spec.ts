import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
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

/** Sorted; what lies in `out` apart from the rest. */
async function ignored(env: NodeJS.ProcessEnv = process.env, beyondGit: readonly string[] = []) {
  const { paths, withoutGit } = await ignoredPaths(root, env, beyondGit);
  return { paths: [...paths].sort(), withoutGit };
}

const NO_REPOSITORY = () => ({ ...process.env, GIT_CEILING_DIRECTORIES: dirname(root) });

test('what the patterns match, tracked or not, and what .nxignore adds', async () => {
  write({
    ...{ '.gitignore': '*_pb.go\nout/\n', '.nxignore': 'hidden*.go\n' },
    ...{ 'a/tracked_pb.go': '', 'a/hidden.go': '', 'a/plain.go': '', 'out/tracked.go': '' },
  });
  git('init', '-q');
  git('add', '-f', '.');
  write({ 'a/new_pb.go': '', 'a/hidden2.go': '', 'fresh/new_pb.go': '', 'out/new.go': '', 'fresh/plain.go': '' });
  const { paths, withoutGit } = await ignored();
  expect(withoutGit).toBeUndefined();
  expect(paths.filter((path) => !path.startsWith('out/'))).toEqual([
    ...['a/hidden.go', 'a/hidden2.go', 'a/new_pb.go', 'a/tracked_pb.go', 'fresh/new_pb.go'],
  ]);
  expect(paths.filter((path) => path.startsWith('out/'))).toEqual(['out/new.go', 'out/tracked.go']);
});

/** What Nx leaves out of a workspace, whatever hides it: measured on 22.7.x, 23.3.x and 24.0.6. */
const HIDDEN = [
  ...['a/deep/x_pb.go', 'a/nested.go', 'a/out/', 'a/x_pb.go', 'dropped/', 'excluded.go', 'global.go', 'of-nx.go'],
  ...['repo/nested-own.go', 'repo/x_pb.go', 'a/deep/nested-of-nx.go'],
].sort();

/** Where git does not look, or not for these patterns. */
const BEYOND_GIT = ['repo', 'a/deep'];

function writeAllWays(): void {
  write({
    '.gitignore': '*_pb.go\nout/\n/dropped\n!kept_pb.go\n',
    '.nxignore': 'of-nx.go\n!taken-in_pb.go\n',
    'a/.gitignore': 'nested.go\n!again_pb.go\n',
    'a/deep/.nxignore': 'nested-of-nx.go\n',
    'repo/.gitignore': 'nested-own.go\n',
    ...{ 'a/x_pb.go': '', 'a/deep/x_pb.go': '', 'a/kept_pb.go': '', 'a/again_pb.go': '', 'a/nested.go': '' },
    ...{ 'a/out/x.go': '', 'a/deep/nested-of-nx.go': '', 'a/taken-in_pb.go': '', 'nested.go': '', 'global.go': '' },
    ...{ 'dropped/x.go': '', 'excluded.go': '', 'of-nx.go': '', 'node_modules/x_pb.go': '' },
    ...{ 'repo/x_pb.go': '', 'repo/nested-own.go': '', 'repo/plain.go': '' },
    '.home/.config/git/ignore': 'global.go\n',
  });
  git('init', '-q');
  execFileSync('git', ['init', '-q'], { cwd: join(root, 'repo') });
  write({ '.git/info/exclude': 'excluded.go\n.home\n' });
}

const home = () => ({ ...process.env, HOME: join(root, '.home'), XDG_CONFIG_HOME: '' });

/** Ways in which git cannot be asked, with the reason that is given. */
const WITHOUT_GIT: readonly [string, () => NodeJS.ProcessEnv, RegExp][] = [
  ['no git on PATH', () => ({ ...home(), PATH: join(root, 'none') }), /^there is no git on PATH$/],
  ['a checkout of another user', () => fakeGit('fatal: detected dubious ownership in repository'), /safe\.directory/],
  ['no checkout', () => fakeGit('fatal: not a git repository (or any of the parent directories)'), /^this is no git/],
  ['a broken index', () => fakeGit('fatal: index file corrupt'), /^git says: fatal: index file corrupt$/],
  ['a git that says nothing', () => fakeGit(''), /^git says: exit code 128$/],
];

function fakeGit(words: string): NodeJS.ProcessEnv {
  const bin = mkdtempSync(join(realpathSync(tmpdir()), 'nx-go-cross-bin-'));
  bins.push(bin);
  writeFileSync(join(bin, 'git'), `#!/bin/sh\necho '${words}' >&2\nexit 128\n`, { mode: 0o755 });
  return { ...home(), PATH: `${bin}:${process.env.PATH}` };
}

const bins: string[] = [];
afterEach(() => {
  for (const bin of bins.splice(0)) rmSync(bin, { recursive: true });
});

test.each(WITHOUT_GIT)('without git, the same: %s', async (_title, env, reason) => {
  writeAllWays();
  const { paths, withoutGit } = await ignored(env());
  expect(withoutGit).toMatch(reason);
  expect(paths.filter((path) => path !== '.home/')).toEqual(HIDDEN);
});

test('with git: nothing of it is missing, and no more than what .nxignore takes in again', async () => {
  writeAllWays();
  const { paths, withoutGit } = await ignored(home(), BEYOND_GIT);
  expect(withoutGit).toBeUndefined();
  const more = paths.filter((path) => !HIDDEN.includes(path) && !/^(node_modules|\.home|repo)\//.test(path));
  expect(more).toEqual(['a/taken-in_pb.go']);
  expect(HIDDEN.filter((path) => !paths.includes(path))).toEqual([]);
});

/** In a process of its own: Nx reads HOME where jest cannot change it. */
const SEEN_BY_NX = `
const { WorkspaceContext } = require('nx/src/native');
const context = new WorkspaceContext(process.argv[1], process.argv[2]);
Promise.resolve(context.ready?.()).then(() => context.glob(['**/*'], [])).then((files) => {
  console.log(JSON.stringify([...files]));
  process.exit();
});`;

test('Nx sees all the rest, and nothing of it', async () => {
  writeAllWays();
  const cache = mkdtempSync(join(realpathSync(tmpdir()), 'nx-go-cross-context-'));
  bins.push(cache);
  const argv = ['-e', SEEN_BY_NX, root, cache];
  const seen = JSON.parse(execFileSync(process.execPath, argv, { cwd: __dirname, env: home(), encoding: 'utf8' }));
  const hidden = await ignoredPaths(root, home(), BEYOND_GIT);
  const all = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|\/)(\.git|node_modules)\//.test(file));
  expect(all.length).toBeGreaterThan(HIDDEN.length);
  expect(all.filter((file) => !hidden.isIgnored(file)).sort()).toEqual([...seen].sort());
});

test.each([...HIDDEN, 'a/out/x.go', 'dropped/deep/x.go'])('%s is left out, asked for alone', async (path) => {
  writeAllWays();
  expect((await ignoredPaths(root, home(), BEYOND_GIT)).isIgnored(path)).toBe(true);
});

test.each([
  'a/kept_pb.go',
  'a/again_pb.go',
  'a/taken-in_pb.go',
  'nested.go',
  'repo/plain.go',
  'none.go',
  'a/dropped/x',
])('%s is not', async (path) => {
  writeAllWays();
  expect((await ignoredPaths(root, home(), BEYOND_GIT)).isIgnored(path)).toBe(false);
});

test.each<[string, () => NodeJS.ProcessEnv]>([
  ['in the repository', () => (git('config', 'core.excludesFile', '/dev/null'), home())],
  [
    'in a variable',
    () => ({
      ...home(),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.excludesfile',
      GIT_CONFIG_VALUE_0: '/dev/null',
    }),
  ],
])('the user’s own list counts for Nx, whatever %s says to git', async (_title, env) => {
  writeAllWays();
  const { paths } = await ignored(env(), BEYOND_GIT);
  expect(paths).toContain('global.go');
});

test('a worktree and a submodule have the list of their repository', async () => {
  write({ 'main/x.go': '' });
  const main = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@y.z', ...args], { cwd: join(root, 'main') });
  main('init', '-q');
  main('add', '.');
  main('commit', '-qm', 'x');
  main('worktree', 'add', '-q', '../tree');
  write({ 'main/.git/info/exclude': 'local.go\n', 'tree/local.go': '', 'main/local.go': '' });
  write({ 'sub/.git': 'gitdir: ../modules/sub\n', 'modules/sub/info/exclude': 'own.go\n', 'sub/own.go': '' });
  const { paths } = await ignored({ ...NO_REPOSITORY(), PATH: '' });
  expect(paths).toEqual(['main/local.go', 'sub/own.go', 'tree/local.go']);
});

test('a workspace that a repository around it ignores', async () => {
  write({ '.gitignore': 'ws\n', 'ws/.gitignore': 'x.go\n', 'ws/x.go': '', 'ws/y.go': '' });
  git('init', '-q');
  const { paths, withoutGit, isIgnored } = await ignoredPaths(join(root, 'ws'), process.env, []);
  expect([paths, withoutGit, isIgnored('y.go'), isIgnored('x.go')]).toEqual([['x.go'], undefined, false, true]);
});

test('what a git hook says of its own repository leads nowhere else', async () => {
  write({ '.gitignore': 'x.go\n', 'x.go': '', 'other/.keep': '' });
  git('init', '-q');
  execFileSync('git', ['init', '-q'], { cwd: join(root, 'other') });
  const env = { ...process.env, GIT_DIR: join(root, 'other', '.git'), GIT_INDEX_FILE: join(root, 'none') };
  expect(await ignored(env)).toEqual({ paths: ['x.go'], withoutGit: undefined });
});

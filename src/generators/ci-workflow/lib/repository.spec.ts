import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CrossTestError } from '../../../errors';
import { mainBranchOf } from './main-branch';
import { readRepository } from './repository';

/** A temporary folder, in which `repo` is the repository that is read. */
let folder: string;
let repo: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'nx-go-cross-repository-'));
  repo = join(folder, 'repo');
  mkdirSync(repo);
  // No settings of whoever runs this, and no repository around the temporary folder.
  env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  Object.assign(env, { GIT_CEILING_DIRECTORIES: folder });
  writeFileSync(
    join(folder, '.gitconfig'),
    '[user]\n\tname = x\n\temail = x@example.com\n[protocol "file"]\n\tallow = always\n[advice]\n\tdetachedHead = false\n',
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const gitIn = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, env, stdio: 'pipe' });
const git = (...args: string[]) => gitIn(repo, ...args);

function commitOn(branch: string, cwd = repo): void {
  gitIn(cwd, 'init', '-q', '-b', branch);
  gitIn(cwd, 'commit', '-q', '--allow-empty', '-m', 'x');
}

/** A repository beside `repo`, to clone or fetch from. */
function other(name: string, branch: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  commitOn(branch, path);
  return path;
}

function clone(branch: string, ...args: string[]): void {
  gitIn(folder, 'clone', '-q', ...args, other('origin', branch), 'repo');
}

/** What is read, with the names among main, master and trunk that are branches here or in the origin. */
async function read(root = repo) {
  const { has, ...rest } = await readRepository(root, env);
  return { ...rest, branches: ['main', 'master', 'trunk'].filter((name) => has(name)) };
}

const KNOWN: readonly [string, () => unknown, object, string | undefined][] = [
  ['without a commit', () => git('init', '-q', '-b', 'main'), { branch: 'main', branches: [] }, 'main'],
  ['on main, without a remote', () => commitOn('main'), { branch: 'main', branches: ['main'] }, 'main'],
  ['on master', () => commitOn('master'), { branch: 'master', branches: ['master'] }, 'master'],
  ['on trunk alone', () => commitOn('trunk'), { branch: 'trunk', branches: ['trunk'] }, undefined],
  [
    'on a branch beside main',
    () => (commitOn('main'), git('switch', '-q', '-c', 'fix/a')),
    { branch: 'fix/a', branches: ['main'] },
    'main',
  ],
  [
    'on a branch beside master, with packed refs',
    () => (commitOn('master'), git('switch', '-q', '-c', 'fix/a'), git('pack-refs', '--all')),
    { branch: 'fix/a', branches: ['master'] },
    'master',
  ],
  ['that is a clone', () => clone('trunk'), { branch: 'trunk', remoteBranch: 'trunk', branches: ['trunk'] }, 'trunk'],
  [
    'that is a clone, on a branch, with packed refs',
    () => (clone('trunk'), git('switch', '-q', '-c', 'fix/a'), git('pack-refs', '--all')),
    { branch: 'fix/a', remoteBranch: 'trunk', branches: ['trunk'] },
    'trunk',
  ],
  [
    'whose origin has a main, but no known default branch',
    () => (
      git('init', '-q', '-b', 'fix/a'),
      git('remote', 'add', 'origin', other('origin', 'main')),
      git('fetch', '-q')
    ),
    { branch: 'fix/a', branches: ['main'] },
    'main',
  ],
  [
    'with several remotes, of which the origin counts',
    () => (
      clone('trunk'),
      git('remote', 'add', '-f', 'fork', other('fork', 'main')),
      git('remote', 'set-head', 'fork', '-a')
    ),
    { branch: 'trunk', remoteBranch: 'trunk', branches: ['trunk'] },
    'trunk',
  ],
  [
    'with a remote of another name only',
    () => clone('trunk', '-o', 'upstream'),
    { branch: 'trunk', branches: ['trunk'] },
    undefined,
  ],
  [
    'with a tag called main',
    () => (commitOn('trunk'), git('tag', 'main')),
    { branch: 'trunk', branches: ['trunk'] },
    undefined,
  ],
  [
    'that is a shallow clone of one branch',
    () => gitIn(folder, 'clone', '-q', '--depth=1', `file://${other('origin', 'main')}`, 'repo'),
    { branch: 'main', remoteBranch: 'main', branches: ['main'] },
    'main',
  ],
];

test.each(KNOWN)('a repository %s', async (_title, make, expected, main) => {
  make();
  expect(await read()).toEqual(expected);
  const repository = await readRepository(repo, env);
  if (main === undefined) expect(() => mainBranchOf({}, repository)).toThrow('The main branch is not known');
  else expect(mainBranchOf({}, repository)).toBe(main);
});

test('a worktree has a branch of its own, and the remote of its repository', async () => {
  clone('trunk');
  git('worktree', 'add', '-q', '-b', 'fix/a', '../tree');
  const expected = { branch: 'fix/a', remoteBranch: 'trunk', branches: ['trunk'] };
  expect(await read(join(folder, 'tree'))).toEqual(expected);
});

test('a submodule is a repository of its own', async () => {
  commitOn('main');
  git('submodule', '--quiet', 'add', other('origin', 'trunk'), 'sub');
  const expected = { branch: 'trunk', remoteBranch: 'trunk', branches: ['trunk'] };
  expect(await read(join(repo, 'sub'))).toEqual(expected);
});

test('a git folder that lies elsewhere', async () => {
  gitIn(folder, 'init', '-q', '-b', 'main', '--separate-git-dir', join(folder, 'elsewhere'), repo);
  expect(await read()).toEqual({ branch: 'main', branches: [] });
});

test('a path with a link in it', async () => {
  commitOn('main');
  symlinkSync(repo, join(folder, 'link'));
  expect(await read(join(folder, 'link'))).toEqual({ branch: 'main', branches: ['main'] });
});

test('what a git hook says of its own repository leads nowhere else', async () => {
  commitOn('main');
  env.GIT_DIR = join(other('origin', 'trunk'), '.git');
  expect(await read()).toEqual({ branch: 'main', branches: ['main'] });
});

/** What git answers for a repository whose `.git` has nothing to read but a stub. */
const REFTABLE = `#!/bin/sh
case "$*" in
  'rev-parse --show-prefix --show-toplevel') printf '\\n%s\\n' "$PWD" ;;
  'symbolic-ref --quiet HEAD') echo refs/heads/fix/a ;;
  'symbolic-ref --quiet refs/remotes/origin/HEAD') exit 1 ;;
  'for-each-ref '*) printf 'refs/heads/fix/a\\nrefs/heads/main\\n' ;;
  *) echo "unexpected: $*" >&2; exit 2 ;;
esac
`;

test('a repository with reftables', async () => {
  const { status } = spawnSync('git', ['init', '-q', '-b', 'main', '--ref-format=reftable', repo], { env });
  if (status === 0) {
    git('commit', '-q', '--allow-empty', '-m', 'x');
    git('switch', '-q', '-c', 'fix/a');
  } else {
    const version = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
    console.info(`${version} has no reftables (2.45 and newer do): a script answers in its place.`);
    mkdirSync(join(repo, '.git', 'reftable'), { recursive: true });
    writeFileSync(join(repo, '.git', 'HEAD'), 'ref: refs/heads/.invalid\n');
    env.PATH = fakeGit(REFTABLE);
  }
  expect(await read()).toEqual({ branch: 'fix/a', branches: ['main'] });
});

function fakeGit(script: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'git'), script, { mode: 0o755 });
  return `${bin}:${process.env.PATH}`;
}

const REFUSED: readonly [string, () => unknown, string, RegExp][] = [
  ['no repository', () => undefined, 'is in no git repository', /^Run 'git init'/],
  ['a git folder that is empty', () => mkdirSync(join(repo, '.git')), 'is in no git repository', /^Run 'git init'/],
  ['a detached head', () => (commitOn('main'), git('switch', '-q', '--detach')), 'HEAD is detached', /git switch main/],
  [
    'a git file that leads nowhere',
    () => writeFileSync(join(repo, '.git'), 'gitdir: ../none\n'),
    'cannot read the repository of this workspace: fatal: not a git repository: ',
    /git status/,
  ],
  [
    'a git file that is none',
    () => writeFileSync(join(repo, '.git'), ''),
    'cannot read the repository of this workspace: fatal: invalid gitfile format: ',
    /git status/,
  ],
  [
    'a worktree whose repository was moved',
    () => {
      other('origin', 'main');
      rmSync(repo, { recursive: true });
      gitIn(join(folder, 'origin'), 'worktree', 'add', '-q', '-b', 'fix/a', repo);
      renameSync(join(folder, 'origin'), join(folder, 'moved'));
    },
    'cannot read the repository of this workspace: fatal: not a git repository: ',
    /git status/,
  ],
  ['a bare repository', () => git('init', '-q', '--bare'), 'must be run in a work tree', /git status/],
  [
    'a folder of another user',
    () => (commitOn('main'), Object.assign(env, { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' })),
    'repo, because it belongs to another user',
    /git config --global --add safe\.directory '.*\/repo'$/,
  ],
  ['no git', () => (env.PATH = join(folder, 'none')), 'There is no git on PATH', /^Install git/],
  [
    'a git that says nothing',
    () => (env.PATH = fakeGit('#!/bin/sh\nexit 128\n')),
    'cannot read the repository of this workspace: exit code 128.',
    /git status/,
  ],
];

test.each(REFUSED)('refused: %s', async (_title, make, message, hint) => {
  make();
  const error = await readRepository(repo, env).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CrossTestError);
  expect((error as CrossTestError).message).toContain(message);
  expect((error as CrossTestError).hint).toMatch(hint);
});

test('a folder below the root is refused, with the root', async () => {
  commitOn('main');
  mkdirSync(join(repo, 'workspace'));
  await expect(read(join(repo, 'workspace'))).rejects.toThrow(`begins at ${repo},`);
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCheckout, readCommit } from './checkout';

const IDENTITY = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'checkout-spec-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const git = (...args: string[]) => execFileSync('git', [...IDENTITY, ...args], { cwd: root, stdio: 'pipe' });
const write = (file: string) => writeFileSync(join(root, file), String(Math.random()));

function commit() {
  git('init', '-b', 'main');
  writeFileSync(join(root, '.gitignore'), 'ignored\n');
  write('a');
  git('add', '.');
  git('commit', '-m', 'a');
}

test.each<[string, () => void, boolean]>([
  ['committed', () => undefined, true],
  ['with an ignored file', () => write('ignored'), true],
  ['with a stash', () => (write('a'), git('stash'), git('config', 'status.showStash', 'true')), true],
  ['without a branch', () => git('checkout', '--detach'), true],
  [
    'ahead of its branch',
    () => (git('branch', 'b'), git('branch', '-u', 'b'), git('commit', '--allow-empty', '-m', 'b')),
    true,
  ],
  ['edited', () => write('a'), false],
  ['staged', () => (write('a'), git('add', '.')), false],
  ['with a new file', () => write('b'), false],
  ['with a file whose name looks like a header', () => write('# b'), false],
  ['without a file', () => rmSync(join(root, 'a')), false],
])('a tree %s', async (_title, act, clean) => {
  commit();
  act();
  const head = git('rev-parse', 'HEAD').toString().trim();
  expect(await readCheckout(root, process.env)).toEqual({ commit: head, clean });
  expect(await readCommit(root, process.env)).toBe(head);
});

describe('in a hook that git runs for another repository', () => {
  let other: string;
  beforeEach(() => {
    other = mkdtempSync(join(tmpdir(), 'checkout-spec-hook-'));
    inOther('.', 'init', '--initial-branch=main', 'main');
    hook('main/.git', 'post-commit');
    inOther('main', 'commit', '--allow-empty', '--message=other');
  });
  afterEach(() => rmSync(other, { recursive: true, force: true }));

  const variables = () => join(other, 'variables.json');
  const inOther = (dir: string, ...args: string[]) =>
    execFileSync('git', [...IDENTITY, ...args], { cwd: join(other, dir), stdio: 'pipe' });
  const hook = (gitDir: string, name: string) => {
    const print = `require('fs').writeFileSync('${variables()}', JSON.stringify(process.env))`;
    const body = `#!/bin/sh\nexec '${process.execPath}' -e "${print}"\n`;
    writeFileSync(join(other, gitDir, 'hooks', name), body, { mode: 0o755 });
  };

  test.each<[string, string, () => void]>([
    ['a commit', 'GIT_INDEX_FILE', () => undefined],
    [
      'a commit in a working tree of its own',
      'GIT_DIR',
      () => {
        inOther('main', 'worktree', 'add', '../linked');
        inOther('linked', 'commit', '--allow-empty', '--message=linked');
      },
    ],
    [
      'a push',
      'GIT_OBJECT_DIRECTORY',
      () => {
        inOther('.', 'init', '--bare', 'bare.git');
        hook('bare.git', 'pre-receive');
        inOther('main', 'push', '../bare.git', 'main');
      },
    ],
  ])('%s, which sets %s, the commit is that of the checkout', async (_title, name, act) => {
    act();
    const env = JSON.parse(readFileSync(variables(), 'utf8')) as NodeJS.ProcessEnv;
    expect(Object.keys(env)).toContain(name);
    commit();
    const head = git('rev-parse', 'HEAD').toString().trim();
    const workspace = join(root, 'workspace');
    mkdirSync(workspace);
    expect(await readCheckout(workspace, env)).toEqual({ commit: head, clean: true });
    expect(await readCommit(workspace, env)).toBe(head);
  });
});

test.each<[string, () => unknown, NodeJS.ProcessEnv]>([
  ['checkout', () => undefined, { GIT_CEILING_DIRECTORIES: tmpdir() }],
  ['commit', () => git('init'), {}],
  ['git', commit, { PATH: '/nowhere' }],
])('nothing without a %s', async (_title, act, env) => {
  act();
  expect(await readCheckout(root, { ...process.env, ...env })).toBeUndefined();
  expect(await readCommit(root, { ...process.env, ...env })).toBeUndefined();
});

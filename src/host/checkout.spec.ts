import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

test.each<[string, () => unknown, NodeJS.ProcessEnv]>([
  ['checkout', () => undefined, { GIT_CEILING_DIRECTORIES: tmpdir() }],
  ['commit', () => git('init'), {}],
  ['git', commit, { PATH: '/nowhere' }],
])('nothing without a %s', async (_title, act, env) => {
  act();
  expect(await readCheckout(root, { ...process.env, ...env })).toBeUndefined();
  expect(await readCommit(root, { ...process.env, ...env })).toBeUndefined();
});

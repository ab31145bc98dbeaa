import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';

export interface TreeOptions {
  readonly ports?: readonly unknown[];
  /** None when it is empty. */
  readonly lockfile?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly git?: 'main' | 'trunk' | 'detached' | 'no-git' | 'below';
}

/** One of each kind that CI treats in a way of its own. */
export const MANY_PORTS: readonly unknown[] = [
  ...['amd64', '386', 'arm64', 'mips', 'js/wasm'],
  { goarch: 'arm', cpu: 'arm1176' },
  { goarch: 'riscv64', cgo: 'dynamic' },
];

const IDENTITY = ['-c', 'user.name=x', '-c', 'user.email=x@example.com'];

const folders: string[] = [];

/** A workspace with one module, whose git repository is on disk: Nx's trees have none. */
export function workspaceTree(options: TreeOptions = {}): Tree {
  const { ports = ['amd64', 'arm64', 's390x'], lockfile = 'package-lock.json', files = {}, git = 'main' } = options;
  const tree = createTreeWithEmptyWorkspace({ formatter: 'none' } as Parameters<typeof createTreeWithEmptyWorkspace>[0]);
  (tree as { root: string }).root = repository(git);
  const nxJson = { defaultBase: 'main', plugins: [{ plugin: 'nx-go-cross', options: { ports } }] };
  tree.write('nx.json', JSON.stringify(nxJson));
  tree.write('svc/go.mod', 'module example.com/svc\n\ngo 1.24\n');
  if (lockfile !== '') tree.write(lockfile, '');
  for (const [file, text] of Object.entries(files)) tree.write(file, text);
  return tree;
}

function repository(git: NonNullable<TreeOptions['git']>): string {
  const top = mkdtempSync(join(tmpdir(), 'nx-go-cross-ci-'));
  folders.push(top);
  const root = git === 'below' ? join(top, 'workspace') : top;
  mkdirSync(root, { recursive: true });
  if (git === 'no-git') return root;
  const run = (...args: string[]) => execFileSync('git', [...IDENTITY, ...args], { cwd: top, stdio: 'pipe' });
  run('init', '-q', '-b', git === 'trunk' ? git : 'main');
  if (git === 'detached') {
    run('commit', '-q', '--allow-empty', '-m', 'x');
    run('checkout', '-q', '--detach');
  }
  return root;
}

export function removeTrees(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { detachedHead, notRepositoryRoot, noRepository } from '../../errors';

export interface Repository {
  /** The branch that is checked out. */
  readonly branch: string;
  /** The branch that a clone would check out, where this clone knows it. */
  readonly remoteBranch?: string;
  /** Whether there is a branch of this name, here or in the repository that this was cloned from. */
  readonly has: (branch: string) => boolean;
}

/** What CI needs to know of git, read from its files: a generator starts no programs. */
export function readRepository(root: string): Repository {
  const top = findTop(root);
  if (top === undefined) throw noRepository();
  if (top !== root) throw notRepositoryRoot(top);
  const repository = findRepository(root);
  if (repository === undefined) throw detachedHead();
  return repository;
}

/** The repository whose root this is; undefined also when no branch is checked out. */
export function findRepository(root: string): Repository | undefined {
  if (findTop(root) !== root) return undefined;
  const folder = gitFolder(root);
  const branch = symbolicRef(folder, 'HEAD', 'refs/heads/');
  const remoteBranch = symbolicRef(commonFolder(folder), 'refs/remotes/origin/HEAD', 'refs/remotes/origin/');
  return branch === undefined
    ? undefined
    : { branch, remoteBranch, has: (name) => hasBranch(commonFolder(folder), name) };
}

function hasBranch(folder: string, name: string): boolean {
  const refs = [`refs/heads/${name}`, `refs/remotes/origin/${name}`];
  const file = join(folder, 'packed-refs');
  const packed = existsSync(file) ? readFileSync(file, 'utf8').split(/\r?\n/) : [];
  return refs.some((ref) => existsSync(join(folder, ref)) || packed.some((line) => line.endsWith(` ${ref}`)));
}

function findTop(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findTop(parent);
}

/** `.git` is a file in worktrees and submodules. */
function gitFolder(top: string): string {
  const path = join(top, '.git');
  if (statSync(path).isDirectory()) return path;
  return resolve(
    top,
    readFileSync(path, 'utf8')
      .replace(/^gitdir:\s*/, '')
      .trim(),
  );
}

/** A worktree shares its remotes with the others. */
function commonFolder(folder: string): string {
  const file = join(folder, 'commondir');
  return existsSync(file) ? resolve(folder, readFileSync(file, 'utf8').trim()) : folder;
}

function symbolicRef(folder: string, name: string, prefix: string): string | undefined {
  const file = join(folder, name);
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const start = `ref: ${prefix}`;
  return text.startsWith(start) ? text.slice(start.length) : undefined;
}

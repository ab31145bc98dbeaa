import type { Tree } from '@nx/devkit';
import { noPackageJson } from '../../errors';
import { parseObject } from '../../../files';

type PackageManagerName = 'npm' | 'pnpm' | 'yarn' | 'bun';

export interface PackageManager {
  readonly name: PackageManagerName;
  /** Installs exactly what the lockfile says. */
  readonly install: string;
  /** Stands before the name of an installed program. */
  readonly exec: string;
  /** Yarn 2 and newer come with Node's corepack. */
  readonly isBerry: boolean;
  /** Whether package.json names the version. */
  readonly isVersioned: boolean;
  readonly isLocked: boolean;
}

const LOCKFILES: readonly (readonly [file: string, name: PackageManagerName])[] = [
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
];

/** The package manager that wrote the lockfile; without one, what package.json names, or npm. */
export function packageManagerOf(tree: Tree): PackageManager {
  if (!tree.exists('package.json')) throw noPackageJson();
  const declared = declaredManager(tree);
  const lockfile = LOCKFILES.find(([file]) => tree.exists(file));
  const name = lockfile?.[1] ?? declared ?? 'npm';
  const isBerry = name === 'yarn' && /^__metadata:/m.test(tree.read('yarn.lock', 'utf8') ?? '');
  return {
    name,
    isBerry,
    isVersioned: declared === name,
    isLocked: lockfile !== undefined,
    install: installCommand(name, isBerry, lockfile !== undefined),
    // Yarn 1 prints lines of its own, which a script would read as names of projects.
    exec: { npm: 'npx', pnpm: 'pnpm exec', yarn: isBerry ? 'yarn' : 'yarn --silent', bun: 'bunx' }[name],
  };
}

function installCommand(name: PackageManagerName, isBerry: boolean, isLocked: boolean): string {
  if (!isLocked) return `${name} install`;
  if (name === 'npm') return 'npm ci';
  return `${name} install ${isBerry ? '--immutable' : '--frozen-lockfile'}`;
}

function declaredManager(tree: Tree): PackageManagerName | undefined {
  const manifest = parseObject(tree.read('package.json', 'utf8') ?? undefined);
  return /^(npm|pnpm|yarn|bun)@/.exec(String(manifest?.packageManager))?.[1] as PackageManagerName | undefined;
}

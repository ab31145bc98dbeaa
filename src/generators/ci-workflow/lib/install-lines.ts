import type { Leg } from './leg';
import type { PackageManager } from './package-manager';

/** What makes the image of pinned.ts ready for tests. In a container emulators can only stand before a program. */
export function containerLines(manager: PackageManager, compilers: string): string[] {
  return [
    'apt-get update -qq',
    `apt-get install -y -qq --no-install-recommends git golang-go proot qemu-user ${compilers}`.trimEnd(),
    ...packageLines(manager),
  ];
}

/** Installs the packages where Node is all there is. */
export function packageLines({ name, isBerry, install }: PackageManager): string[] {
  if (name === 'bun') return ['npm install --global bun', install];
  return name === 'pnpm' || isBerry ? ['corepack enable', install] : [install];
}

/** What the jobs need of C compilers. All have all of them: an image of one job would be another one for each. */
export function compilersOf(legs: readonly Leg[]): string {
  return [...new Set(legs.flatMap(({ compiler }) => compiler?.split(' ') ?? []))].join(' ');
}

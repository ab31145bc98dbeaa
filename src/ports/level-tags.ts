import { levelTable } from './level-table';
import type { Port } from './port';

/**
 * The build tags that a port's level makes true, such as `amd64.v2` (internal/buildcfg, gogoarchTags).
 * Without a level: those of Go's default one.
 */
export function levelTags({ goarch, level }: Port): string[] {
  const table = levelTable(goarch);
  if (table === undefined) return [];
  const [name] = (level ?? table.bases[0]!).split(',');
  return namesUpTo(goarch, name!, table.bases).map((one) => `${goarch}.${one}`);
}

function namesUpTo(goarch: string, level: string, bases: readonly string[]): string[] {
  switch (goarch) {
    case 'arm':
      return ['5', '6', '7'].filter((version) => version <= level);
    case 'arm64':
      return arm64Versions(level);
    case 'amd64':
    case 'ppc64':
    case 'ppc64le':
    case 'riscv64':
      return bases.slice(0, bases.indexOf(level) + 1);
    case 'wasm':
      return ['satconv', 'signext'];
    default:
      return [level];
  }
}

/** v9.x has all of v8.(x+5). */
function arm64Versions(level: string): string[] {
  const [major, minor] = [level[1]!, Number(level[3])];
  const upTo = (name: string, last: number) => Array.from({ length: last + 1 }, (_, n) => `v${name}.${n}`);
  return major === '9' ? [...upTo('9', minor), ...upTo('8', Math.min(minor + 5, 9))] : upTo('8', minor);
}

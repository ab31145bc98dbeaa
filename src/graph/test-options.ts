import type { Port } from '../ports';
import type { BuildConfig } from './source';

/** What the options of a test target say about which packages are built, and how. Odd values are the executor's to refuse. */
export function readTestOptions(
  port: Port,
  { tags, race, cgo, packages }: Readonly<Record<string, unknown>>,
): { config: BuildConfig; packages: readonly string[] } {
  const patterns = strings(packages);
  return {
    config: {
      port,
      tags: new Set([...strings(tags), ...(race === true ? ['race'] : [])]),
      cgo: cgo === undefined ? 'maybe' : cgo !== 'off',
    },
    packages: patterns.length > 0 ? patterns : ['./...'],
  };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

import { dirname, relative } from 'node:path';
import { listGoFiles, type UnitRun } from '../../gotest';
import type { Filter } from '../../results';
import { readText } from '../../files';

/** A test or fuzz test (cmd/go/internal/load, isTest). Whether an example runs, only its comments tell: none is counted. */
const TEST = /^func ((?:Test|Fuzz)(?![a-z])\w*)\(/gm;

export type Selected = ReadonlyMap<string, { readonly ran: number; readonly of: number }>;

/**
 * How many of a package's tests an ad-hoc filter let through, by import path. Only such a run is worth asking Go for its
 * test files.
 */
export async function selectedTests(
  { unit, run }: UnitRun,
  filter: Filter,
  folderOf: (importPath: string) => string | undefined,
  root: string,
): Promise<Selected> {
  const isNarrowed = filter.adHoc === true && (filter.run ?? filter.skip) !== undefined && unit.binaries === undefined;
  if (!isNarrowed) return new Map();
  const files = (await listGoFiles(unit)).filter((file) => file.endsWith('_test.go'));
  const found = [...run.packages.values()].flatMap(({ importPath, results }) => {
    const folder = folderOf(importPath);
    if (folder === undefined) return [];
    const own = files.filter((file) => relative(root, dirname(file)) === folder);
    const all = new Set(own.flatMap(testsIn));
    const ran = new Set(results.map(({ test }) => test.split('/')[0]!).filter((test) => all.has(test)));
    return all.size === 0 ? [] : [[importPath, { ran: ran.size, of: all.size }] as const];
  });
  return new Map(found);
}

function testsIn(file: string): string[] {
  const names = [...(readText(file) ?? '').matchAll(TEST)].map(([, name]) => name!);
  return names.filter((name) => name !== 'TestMain');
}

import { posix, relative, sep } from 'node:path';
import { listMatches } from '../list-packages';
import type { TestUnit } from '../unit';

export interface SharedPackage {
  readonly dir: string;
  readonly importPath: string;
}

/** The packages of the units that can share a `go test`, and why the others cannot. */
export interface GroupPackages {
  readonly of: ReadonlyMap<TestUnit, readonly SharedPackage[]>;
  readonly apart: ReadonlyMap<TestUnit, string>;
}

/** A pattern of a unit as one from another folder. */
export function patternFrom(root: string, { dir }: TestUnit, pattern: string): string {
  const path = posix.join(relative(root, dir).split(sep).join('/'), pattern);
  return path.startsWith('../') || path === '..' ? path : `./${path}`;
}

/** Asks Go which packages are whose. */
export async function groupPackages(
  units: readonly TestUnit[],
  root: string,
  signal?: AbortSignal,
): Promise<GroupPackages> {
  const patterns = new Map(
    units.map((unit) => [unit, new Set(unit.options.packages.map((one) => patternFrom(root, unit, one)))]),
  );
  const all = [...new Set([...patterns.values()].flatMap((own) => [...own]))];
  const matches = await listMatches(
    { ...units[0]!, dir: root, options: { ...units[0]!.options, packages: all } },
    signal,
  );
  const of = new Map<TestUnit, SharedPackage[]>(units.map((unit) => [unit, []]));
  const apart = new Map<TestUnit, string>();
  for (const { dir, importPath, error, patterns: matched } of matches) {
    const owners = units.filter((unit) => matched.some((pattern) => patterns.get(unit)!.has(pattern)));
    for (const unit of owners) {
      of.get(unit)!.push({ dir, importPath });
      if (error) apart.set(unit, `Go does not load ${importPath}`);
      else if (owners.length > 1) apart.set(unit, `${importPath} is a package of another project, too`);
    }
  }
  for (const unit of units) if (of.get(unit)!.length === 0) apart.set(unit, 'Go lists no package of it');
  for (const unit of apart.keys()) of.delete(unit);
  return { of, apart };
}

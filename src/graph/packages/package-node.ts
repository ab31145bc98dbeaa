import type { BuiltPackage } from './built-packages';

/** What a package imports of the workspace, and where packages would lie that it imports and that are not there. */
export interface Links {
  readonly imports: readonly PackageNode[];
  readonly gaps: readonly string[];
}

/**
 * A package under one configuration, as one main module sees it. Searches go over hundreds of thousands of links, so
 * that nodes know each other and remember which search came by.
 */
export class PackageNode {
  search = 0;
  private links: Links | undefined;
  private testLinks: Links | undefined;

  constructor(
    readonly dir: string,
    /** The place among all packages, sorted by their folders; those come last that imports alone lead to. */
    readonly order: number,
    readonly facts: BuiltPackage,
    private readonly find: (node: PackageNode, tests: boolean) => Links,
  ) {}

  /** With those of its tests if asked for. */
  linksOf(tests: boolean): Links {
    return tests ? (this.testLinks ??= this.find(this, true)) : (this.links ??= this.find(this, false));
  }
}

export function byOrder(a: PackageNode, b: PackageNode): number {
  // Infinity less itself is no number.
  return a.order - b.order || (a.dir < b.dir ? -1 : 1);
}

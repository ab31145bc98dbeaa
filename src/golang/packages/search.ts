import type { Package, Packages } from './packages';
import type { Links } from './resolution';

/** A search from package to package. */
export class Search {
  readonly reached: Package[] = [];
  /** Whether some of these lie outside of the workspace. */
  leavesRoot = false;
  readonly gaps = new Set<string>();
  /** Those of them that import something from elsewhere. */
  readonly leaving: Package[] = [];
  private readonly number: number;
  private followed = 0;

  constructor(packages: Packages) {
    this.number = packages.newSearch();
  }

  reach(one: Package): void {
    if (one.search === this.number) return;
    one.search = this.number;
    this.reached.push(one);
    if (one.isOutside) this.leavesRoot = true;
  }

  follow(one: Package, { imports, gaps, leaves }: Links): void {
    for (const imported of imports) this.reach(imported);
    for (const gap of gaps) this.gaps.add(gap);
    if (leaves) this.leaving.push(one);
  }

  /** Follows all that was reached, and what is reached by that. */
  followAll(links: (one: Package) => Links): void {
    for (; this.followed < this.reached.length; this.followed++) {
      const one = this.reached[this.followed]!;
      this.follow(one, links(one));
    }
  }
}

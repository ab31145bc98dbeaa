import { isOutside } from '../workspace/go-paths';

/** What tells a package from others. */
export interface Numbered {
  readonly dir: string;
  /** The place among all packages. */
  readonly order: number;
}

/** A package of the workspace, whatever the configuration. */
export interface Package extends Numbered {
  /** Whether it lies outside of the workspace. */
  readonly isOutside: boolean;
  /** The last search that came by. */
  search: number;
}

/**
 * The packages of a workspace, numbered so that searches over hundreds of thousands of links need no texts: those that
 * `./...` finds sorted by their folders, and behind them, as they come, those that imports alone lead to.
 */
export class Packages {
  private readonly all: Package[];
  private readonly byDir: Map<string, Package>;
  private searches = 0;

  constructor(private readonly listed: readonly string[]) {
    this.all = listed.map((dir, order) => ({ dir, order, isOutside: false, search: 0 }));
    this.byDir = new Map(this.all.map((one) => [one.dir, one]));
  }

  at(dir: string): Package {
    const known = this.byDir.get(dir);
    if (known !== undefined) return known;
    const added = { dir, order: this.all.length, isOutside: isOutside(dir), search: 0 };
    this.all.push(added);
    this.byDir.set(dir, added);
    return added;
  }

  /** A number for `Package.search`. */
  newSearch(): number {
    return ++this.searches;
  }

  /** A function of packages that answers once for each. */
  memoize<V>(find: (one: Numbered) => V): (one: Numbered) => V {
    // An array that begins empty and is filled in any order becomes a slow one.
    const known = new Array<V | undefined>(this.all.length);
    return (one) => (known[one.order] ??= find(one));
  }

  /** By their folders, those last that imports alone lead to. */
  sorted(packages: readonly Package[]): Package[] {
    const orders = new Int32Array(packages.length);
    for (let at = 0; at < orders.length; at++) orders[at] = packages[at]!.order;
    orders.sort();
    const sorted = packages.map((_, at) => this.all[orders[at]!]!);
    const firstOther = orders.findLastIndex((order) => order < this.listed.length) + 1;
    const others = sorted.splice(firstOther).sort((a, b) => (a.dir < b.dir ? -1 : 1));
    sorted.push(...others);
    return sorted;
  }
}

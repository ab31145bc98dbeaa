import type { ModuleContext } from '../modules';
import { isBelow } from '../workspace/go-paths';
import type { BuiltPackages } from './built-packages';
import type { Package, Packages } from './packages';
import { joinedLinks, type Links, type Resolution } from './resolution';

/** What tests are made of. */
export interface Closure {
  /** The packages themselves included, sorted. */
  readonly packages: readonly Package[];
  /**
   * Where packages would lie that some of these import and that are not there: they are gone, or their folder is part
   * of another module now. Such an edit must be seen although nothing leads to it any more.
   */
  readonly missing: readonly string[];
}

/** The packages of a workspace under one configuration, with imports resolved as for one main module. */
export class ConfiguredGraph {
  private readonly links: (one: Package) => Links;
  private readonly linksByTests: (one: Package) => Links;
  private readonly closures = new Map<string, Closure>();

  constructor(
    private readonly resolution: Resolution,
    private readonly built: BuiltPackages,
    private readonly packages: Packages,
  ) {
    const { always, alwaysByTests, linksOf } = resolution;
    const { facts } = built;
    this.links = packages.remembered((one) => joinedLinks(always(one), facts(one).gated.map(linksOf)));
    this.linksByTests = packages.remembered((one) =>
      joinedLinks(alwaysByTests(one), facts(one).gatedTests.map(linksOf)),
    );
  }

  get selector() {
    return this.built.selector;
  }

  get context(): ModuleContext {
    return this.resolution.context;
  }

  /** The folder of an imported package of the workspace. */
  resolve(importPath: string): string | undefined {
    return this.resolution.resolve(importPath)?.dir;
  }

  /** The facts about a package that imports of others do not change. */
  get facts() {
    return this.built.facts;
  }

  /** Globs for names that Go leaves out; none takes one of the `kept` files away. */
  excluded(kept: readonly string[]): readonly string[] {
    return this.built.excluded(kept);
  }

  /** Whether something lies in the vendor folder that is in force. */
  isVendored(path: string): boolean {
    const { vendor } = this.context;
    return vendor !== undefined && isBelow(path, vendor);
  }

  /** The packages of the workspace that a package imports; one may be in it more than once. */
  importsOf(one: Package): readonly Package[] {
    return this.links(one).imports;
  }

  /** Those that its tests import. */
  importsByTests(dir: string): readonly Package[] {
    return this.linksByTests(this.packages.at(dir)).imports;
  }

  /** Everything that the tests of these packages are made of (go list -deps -test). */
  closure(tested: readonly string[]): Closure {
    const key = tested.join('\0');
    const known = this.closures.get(key) ?? this.search(tested);
    this.closures.set(key, known);
    return known;
  }

  private search(tested: readonly string[]): Closure {
    const search = this.packages.newSearch();
    const reached: Package[] = [];
    const gaps = new Set<string>();
    const reach = (one: Package) => {
      if (one.search === search) return;
      one.search = search;
      reached.push(one);
    };
    const miss = (gap: string) => gaps.add(gap);
    const follow = (links: Links) => {
      links.imports.forEach(reach);
      links.gaps.forEach(miss);
    };
    for (const dir of tested) reach(this.packages.at(dir));
    for (const one of [...reached]) follow(this.linksByTests(one));
    for (let at = 0; at < reached.length; at++) follow(this.links(reached[at]!));
    return { packages: this.packages.sorted(reached), missing: [...gaps].sort() };
  }
}

import type { ModuleContext } from '../modules';
import { isBelow } from '../workspace/go-paths';
import type { BuiltPackages } from './built-packages';
import type { Package, Packages } from './packages';
import { joinedLinks, type Links, type Resolution } from './resolution';
import { Search } from './search';
import type { ThirdParties } from './third-parties';

/** What tests are made of. */
export interface Closure {
  /** The packages themselves included, sorted. */
  readonly packages: readonly Package[];
  /** Those that lie outside of the workspace, where a go.work or a `replace` leads. */
  readonly outside: readonly Package[];
  /**
   * Where packages would lie that some of these import and that are not there: they are gone, or their folder is part
   * of another module now. Such an edit must be seen although nothing leads to it any more.
   */
  readonly missing: readonly string[];
  /** Those that the sources at hand lead to, without modules from elsewhere. */
  readonly direct: readonly Package[];
  /** Those of them that import modules from elsewhere, which may lead to all others. */
  readonly leaving: readonly Package[];
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
    readonly thirdParties: ThirdParties,
  ) {
    const { always, alwaysByTests, linksOf } = resolution;
    const { facts } = built;
    this.links = packages.memoize((one) => joinedLinks(always(one), facts(one).gated.map(linksOf)));
    this.linksByTests = packages.memoize((one) => joinedLinks(alwaysByTests(one), facts(one).gatedTests.map(linksOf)));
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
    const start = tested.map((dir) => this.packages.at(dir));
    const search = new Search(this.packages);
    for (const one of start) search.reach(one);
    for (const one of start) search.follow(one, this.linksByTests(one));
    search.followAll(this.links);
    const direct = this.packages.sorted(search.reached);
    const missing = [...search.gaps].sort();
    const leaving = search.leaving.slice();
    if (leaving.length === 0) return { ...partition(direct, search), direct, leaving, missing };
    this.followThirdParties(start, search);
    return { ...partition(this.packages.sorted(search.reached), search), direct, leaving, missing };
  }

  /** What the go.mod files say of modules from elsewhere: those of what is tested, and of what imports such modules. */
  private followThirdParties(start: readonly Package[], search: Search): void {
    const seen = new Set<string>();
    const speak = (one: Package) => {
      const module = this.thirdParties.moduleOf(one);
      if (module === undefined || seen.has(module)) return;
      seen.add(module);
      for (const behind of this.thirdParties.behind(module)) search.reach(behind);
      search.followAll(this.links);
    };
    start.forEach(speak);
    for (let at = 0; at < search.leaving.length; at++) speak(search.leaving[at]!);
  }
}

function partition(packages: readonly Package[], { leavesRoot }: Search): Pick<Closure, 'packages' | 'outside'> {
  if (!leavesRoot) return { packages, outside: [] };
  return {
    packages: packages.filter(({ isOutside }) => !isOutside),
    outside: packages.filter(({ isOutside }) => isOutside),
  };
}

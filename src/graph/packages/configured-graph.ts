import type { ModuleContext } from '../modules';
import { isBelow } from '../workspace/go-paths';
import { remembered } from '../workspace/remembered';
import type { BuiltPackages } from './built-packages';
import { byOrder, PackageNode, type Links } from './package-node';
import type { Resolution } from './resolution';

/** What tests are made of. */
export interface Closure {
  /** The packages themselves included, sorted. */
  readonly packages: readonly PackageNode[];
  /**
   * Where packages would lie that some of these import and that are not there: they are gone, or their folder is part
   * of another module now. Such an edit must be seen although nothing leads to it any more.
   */
  readonly missing: readonly string[];
}

/** The packages of a workspace under one configuration, with imports resolved as for one main module. */
export class ConfiguredGraph {
  private readonly node: (dir: string) => PackageNode;
  private readonly closures = new Map<string, Closure>();
  private searches = 0;

  constructor(
    private readonly resolution: Resolution,
    private readonly built: BuiltPackages,
    orderOf: (dir: string) => number,
  ) {
    const find = (node: PackageNode, tests: boolean) => this.findLinks(node, tests);
    this.node = remembered((dir) => new PackageNode(dir, orderOf(dir), built.facts(dir), find));
  }

  get selector() {
    return this.built.selector;
  }

  get context(): ModuleContext {
    return this.resolution.context;
  }

  /** The folder of an imported package of the workspace. */
  resolve(importPath: string): string | undefined {
    return this.resolution.resolve(importPath);
  }

  /** The facts about a package that imports of others do not change. */
  facts(dir: string) {
    return this.built.facts(dir);
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

  /** The folders of the workspace that a package and its tests import. */
  importsOf(dir: string): readonly string[] {
    return this.node(dir)
      .linksOf(true)
      .imports.map((node) => node.dir);
  }

  /** Everything that the tests of these packages are made of (go list -deps -test). */
  closure(tested: readonly string[]): Closure {
    const key = tested.join('\0');
    const known = this.closures.get(key) ?? this.search(tested);
    this.closures.set(key, known);
    return known;
  }

  private search(tested: readonly string[]): Closure {
    const search = ++this.searches;
    const reached: PackageNode[] = [];
    const gaps = new Set<string>();
    const reach = (node: PackageNode) => {
      if (node.search === search) return;
      node.search = search;
      reached.push(node);
    };
    for (const dir of tested) reach(this.node(dir));
    const roots = reached.length;
    for (let at = 0; at < reached.length; at++) {
      const links = reached[at]!.linksOf(at < roots);
      for (const node of links.imports) reach(node);
      for (const gap of links.gaps) gaps.add(gap);
    }
    return { packages: reached.sort(byOrder), missing: [...gaps].sort() };
  }

  private findLinks({ dir }: PackageNode, tests: boolean): Links {
    const always = tests ? this.resolution.alwaysWithTests(dir) : this.resolution.always(dir);
    const dirs = new Set(always.dirs);
    const gaps = new Set(always.gaps);
    for (const source of this.built.gated(dir, tests)) {
      const found = this.resolution.importsOf(source);
      for (const one of found.dirs) dirs.add(one);
      for (const gap of found.gaps) gaps.add(gap);
    }
    dirs.delete(dir);
    return { imports: [...dirs].map(this.node), gaps: [...gaps] };
  }
}

import { missingFolders, resolveImport, type ModuleContext } from '../modules';
import { isBelow } from '../workspace/go-paths';
import { remembered } from '../workspace/remembered';
import type { BuiltPackage, BuiltPackages } from './built-packages';
import type { PackageGraph } from './package-graph';

/** The packages of a workspace under one configuration, with imports resolved as for one main module. */
export class ConfiguredGraph {
  private readonly imports: (dir: string) => readonly string[];
  private readonly testImports: (dir: string) => readonly string[];
  private readonly gaps: (dir: string) => readonly string[];
  private readonly testGaps: (dir: string) => readonly string[];

  /** The folder of an imported package of the workspace. */
  readonly resolve: (importPath: string) => string | undefined;

  constructor(
    { files, index }: PackageGraph,
    readonly context: ModuleContext,
    private readonly built: BuiltPackages,
  ) {
    this.resolve = remembered((path) => resolveImport(path, context, files, (dir) => index.locate(dir)));
    this.imports = remembered((dir) => this.findImports(dir, false));
    this.testImports = remembered((dir) => this.findImports(dir, true));
    this.gaps = remembered((dir) => this.findGaps(dir, false));
    this.testGaps = remembered((dir) => this.findGaps(dir, true));
  }

  get selector() {
    return this.built.selector;
  }

  facts(dir: string): BuiltPackage {
    return this.built.facts(dir);
  }

  /** Whether something lies in the vendor folder that is in force. */
  isVendored(path: string): boolean {
    return this.context.vendor !== undefined && isBelow(path, this.context.vendor);
  }

  /** The folders of the workspace that a package imports, with its tests if asked for. */
  importsOf(dir: string, tests: boolean): readonly string[] {
    return tests ? this.testImports(dir) : this.imports(dir);
  }

  private findImports(dir: string, tests: boolean): readonly string[] {
    const found = new Set<string>();
    for (const path of this.built.importsOf(dir, tests)) {
      const target = this.resolve(path);
      if (target !== undefined && target !== dir) found.add(target);
    }
    return [...found];
  }

  /** Everything that the tests of these packages are made of, the packages themselves included (go list -deps -test). */
  closure(tested: readonly string[]): Set<string> {
    const roots = new Set(tested);
    const reached = new Set(tested);
    // A set's iteration goes on to what is added meanwhile.
    for (const dir of reached) for (const target of this.importsOf(dir, roots.has(dir))) reached.add(target);
    return reached;
  }

  /**
   * Where packages would lie that some of these import and that are not there: they are gone, or their folder is part of
   * another module now. Such an edit must be seen although nothing leads to it any more.
   */
  missing(reached: Iterable<string>, tested: ReadonlySet<string>): string[] {
    const found = [...reached].flatMap((dir) => (tested.has(dir) ? this.testGaps(dir) : this.gaps(dir)));
    return [...new Set(found)].sort();
  }

  private findGaps(dir: string, tests: boolean): readonly string[] {
    const unresolved = this.built.importsOf(dir, tests).filter((path) => this.resolve(path) === undefined);
    return unresolved.flatMap((path) => missingFolders(path, this.context));
  }
}

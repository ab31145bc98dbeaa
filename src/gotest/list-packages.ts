import { capture } from '../process';
import { portEnv } from '../ports';
import { formatFlag, isSelecting, joinWords, parseFlags, parseGoflags } from '../golang';
import type { TestUnit } from './unit';

/** The packages that `go test` will report on, in its order; none when `go list` cannot say, or not before the abort. */
export function listPackages(unit: TestUnit, signal: AbortSignal): Promise<string[]> {
  return list(unit, [], signal);
}

/** What `go list` has to know of a unit. */
export type Listed = Pick<TestUnit, 'go' | 'dir' | 'env' | 'port' | 'goflags'> & {
  readonly options: Pick<TestUnit['options'], 'tags' | 'goFlags' | 'packages'>;
};

/** Whether a package has a file for the port, be it a broken one. */
const IS_BUILT = '{{or .GoFiles .CgoFiles .TestGoFiles .XTestGoFiles .InvalidGoFiles | len}}';

/**
 * Of patterns that stand for one package each, those of packages with a file for the port. The others Go passes over below
 * `./...`, and takes for errors where they are named. Undefined when Go cannot say.
 */
export async function builtPatterns(unit: Listed): Promise<string[] | undefined> {
  const { packages } = unit.options;
  const counts = packages.length === 0 ? [] : await list(unit, ['-f', IS_BUILT]);
  return counts.length === packages.length ? packages.filter((_, index) => counts[index] !== '0') : undefined;
}

/** The absolute paths of the Go files of the same packages and of their tests. */
export function listGoFiles(unit: Listed): Promise<string[]> {
  const fields = ['GoFiles', 'CgoFiles', 'TestGoFiles', 'XTestGoFiles'];
  const each = fields.map((field) => `{{range .${field}}}{{$.Dir}}/{{.}}{{"\\n"}}{{end}}`);
  return list(unit, ['-f', each.join('')]);
}

/** The import paths of the same packages by their folders. */
export async function importPathsByFolder(unit: TestUnit, signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const lines = await list(unit, ['-f', '{{.Dir}}\t{{.ImportPath}}'], signal);
  return new Map(lines.map((line) => line.split('\t') as [string, string]));
}

export interface PackageMatch {
  readonly dir: string;
  readonly importPath: string;
  /** Go cannot load it. */
  readonly error: boolean;
  /** The patterns that it matches. */
  readonly patterns: readonly string[];
}

/** The same packages with the patterns that they match. */
export async function listMatches(unit: Listed, signal?: AbortSignal): Promise<PackageMatch[]> {
  const format = '{{.Dir}}\t{{.ImportPath}}\t{{if .Error}}error{{end}}{{range .Match}}\t{{.}}{{end}}';
  const lines = await list(unit, ['-f', format], signal);
  return lines.map((line) => {
    const [dir = '', importPath = '', error, ...patterns] = line.split('\t');
    return { dir, importPath, error: error !== '', patterns };
  });
}

/** A package that has files for cgo only. */
export interface CgoPackage {
  readonly dir: string;
  readonly name: string;
  readonly importPath: string;
}

/** Those of the packages, of their tests and of what these import that have more files with cgo than without. */
export async function listPackagesThatNeedCgo(unit: Listed): Promise<CgoPackage[]> {
  const fields = '{{.Dir}}\t{{.Name}}\t{{.ImportPath}}\t{{.GoFiles}} {{.CgoFiles}} {{.TestGoFiles}} {{.XTestGoFiles}}';
  const format = ['-deps', '-test', '-f', `{{if not .Standard}}${fields}{{end}}`];
  const files = (CGO_ENABLED: string) => list({ ...unit, env: { ...unit.env, CGO_ENABLED } }, format);
  const [off, on] = await Promise.all([files('0'), files('1')]);
  const same = new Set(off);
  const packages = on.filter((line) => !same.has(line)).map((line) => line.split('\t'));
  return packages.map(([dir, name, importPath]) => ({
    dir: dir!,
    name: name!,
    importPath: importPath!.split(' ')[0]!,
  }));
}

async function list(unit: Listed, format: readonly string[], signal?: AbortSignal): Promise<string[]> {
  const { go, dir, env, port, options, goflags } = unit;
  const tags = options.tags?.length ? [`-tags=${options.tags.join(',')}`] : [];
  // -find leaves the imports alone and -e goes on after errors, as go test does.
  const flags = [
    '-e',
    ...(format.includes('-deps') ? [] : ['-find']),
    ...tags,
    ...parseFlags(options.goFlags)
      .filter(isSelecting)
      .map((one) => formatFlag(one)),
  ];
  const argv = [go, 'list', ...format, ...flags, ...options.packages];
  // Flags that are for `go test` mean something else to `go list`, as -json does. An empty GOFLAGS is none to Go.
  const GOFLAGS = goflags === undefined ? env.GOFLAGS : `${joinWords(selecting(goflags))} `;
  const { exitCode, stdout } = await capture(argv, {
    cwd: dir,
    env: { ...env, ...portEnv(port), PWD: dir, GOFLAGS },
    signal,
  });
  return exitCode === 0 && !signal?.aborted ? stdout.split('\n').filter(Boolean) : [];
}

function selecting(goflags: string): string[] {
  return parseGoflags(goflags)
    .filter(isSelecting)
    .map((one) => formatFlag(one));
}

import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { portEnv } from '../../../src/ports';
import type { PortTarget } from '../../../src/graph/options/port-target';
import { go } from '../go-oracle';
import { join, type Module } from './layout';
import { nearest } from './nearest';
import { pooled } from './pooled';
import type { RandomWorkspace } from './random-workspace';

/** What Go says about the tests of one project for one port: the union over everything that the options leave open. */
export interface GoView {
  /** Folders that files of the project import: its packages, their tests, and what these reach below testdata and the like. */
  readonly imports: Set<string>;
  /** Folders that these import through modules from elsewhere. */
  readonly through: Set<string>;
  /** Whether any of them or of what they reach imports modules from elsewhere, and the modules of those that do. */
  readonly leaving: Set<string>;
  /** The module that it lies in. */
  readonly own: string;
  /** Folders of all packages that its tests are made of. */
  readonly closure: Set<string>;
  /** Files that these are compiled from or embed. */
  readonly files: Set<string>;
  /** Where packages could lie that some of these import and that Go does not find: an edit may put them there. */
  readonly gaps: Set<string>;
}

interface ListedPackage {
  readonly Dir?: string;
  readonly ImportPath: string;
  readonly Name?: string;
  readonly ForTest?: string;
  readonly Standard?: boolean;
  readonly DepOnly?: boolean;
  readonly ImportMap?: Readonly<Record<string, string>>;
  readonly [list: string]: unknown;
}

const FILES = 'GoFiles CgoFiles CFiles HFiles SFiles SysoFiles EmbedFiles'.split(' ');
const TEST_FILES = 'TestGoFiles XTestGoFiles TestEmbedFiles XTestEmbedFiles'.split(' ');
const IMPORTS = ['Imports', 'TestImports', 'XTestImports'];
const FIELDS = [
  'Dir',
  'ImportPath',
  'Name',
  'ForTest',
  'Standard',
  'DepOnly',
  'ImportMap',
  ...IMPORTS,
  ...FILES,
  ...TEST_FILES,
];

/** By project root, for one port. */
export async function goView(workspace: RandomWorkspace, { port, config }: PortTarget): Promise<Map<string, GoView>> {
  const views = new Map(
    workspace.layout.projects.map((root) => [
      root,
      {
        imports: new Set<string>(),
        through: new Set<string>(),
        leaving: new Set<string>(),
        own:
          nearest(
            root,
            workspace.layout.modules.map(({ dir }) => dir),
          ) ?? '.',
        closure: new Set<string>(),
        files: new Set<string>(),
        gaps: new Set<string>(),
      },
    ]),
  );
  const cgos = config.cgo === 'maybe' ? ['0', '1'] : [config.cgo ? '1' : '0'];
  const args = ['list', '-e', '-deps', '-test', `-tags=${[...config.tags].join(',')}`, `-json=${FIELDS.join(',')}`];
  const runs = calls(workspace).flatMap(({ cwd, patterns, env }) =>
    cgos.map(
      (cgo) => () =>
        go([...args, ...patterns], cwd, { ...portEnv(port), ...OFFLINE, ...workspace.env, CGO_ENABLED: cgo, ...env }),
    ),
  );
  for (const output of await pooled(runs, 4)) {
    const packages = parse(output, workspace.dir);
    for (const [root, view] of views) addProject(view, root, packages, workspace);
  }
  return views;
}

const OFFLINE = { GOPROXY: 'off', GOSUMDB: 'off', GOFLAGS: '' };

/** The fewest go commands that see every module as the main one, or all members of go.work at once. */
function calls({ dir, layout }: RandomWorkspace): { cwd: string; patterns: string[]; env: NodeJS.ProcessEnv }[] {
  const members = layout.modules.filter(({ isMember }) => isMember);
  const others = layout.modules.filter(({ isMember }) => !isMember);
  return [
    ...(members.length > 0 ? [{ cwd: dir, patterns: members.map((one) => `./${one.dir}/...`), env: {} }] : []),
    // Go refuses a module that the go.work above it does not use.
    ...others.map((one) => ({ cwd: `${dir}/${one.dir}`, patterns: ['./...'], env: { GOWORK: 'off' } })),
  ];
}

/**
 * Go's own packages, and all others that it found, by import path. Dir is where the folder really is, from the
 * workspace's root; packages from elsewhere have none.
 */
interface Listed {
  readonly standard: ReadonlySet<string>;
  readonly packages: ReadonlyMap<string, ListedPackage>;
}

function parse(output: string, dir: string): Listed {
  const all = JSON.parse(`[${output.replaceAll(/^\}\n\{$/gm, '},{')}]`) as ListedPackage[];
  const real = realpathSync(dir);
  const packages = new Map<string, ListedPackage>();
  for (const one of all) {
    const path = plainPath(one.ImportPath);
    const isMadeForTest = one.ImportPath.endsWith('.test') || one.ForTest === path || `${one.ForTest}_test` === path;
    const place = one.Dir === undefined ? '' : relative(real, realpathSync(one.Dir)) || '.';
    const isFirst = !packages.has(path) || path === one.ImportPath;
    if (!one.Standard && !isMadeForTest && isFirst && one.Dir !== undefined)
      packages.set(path, { ...one, Dir: place.startsWith('..') ? undefined : place });
  }
  const standard = new Set(all.filter(({ Standard }) => Standard).map(({ ImportPath }) => ImportPath));
  return { standard, packages };
}

/** A package that is compiled anew for a test is listed as `path [test]`, and only so if nothing else needs it. */
function plainPath(path: string): string {
  return path.split(' ', 1)[0]!;
}

function addProject(view: GoView, root: string, { packages, standard }: Listed, { layout }: RandomWorkspace): void {
  const modules = layout.modules.map(({ dir }) => dir);
  const isOwn = ({ DepOnly, Dir }: ListedPackage) =>
    !DepOnly &&
    Dir !== undefined &&
    nearest(Dir, layout.projects) === root &&
    nearest(Dir, modules) === nearest(root, modules);
  const own = [...packages.values()].filter(isOwn);
  const queue = [...own];
  const seen = new Set(queue);
  for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
    const { Dir: dir } = one;
    if (dir !== undefined) view.closure.add(dir);
    for (const name of lists(one, isOwn(one) ? [...FILES, ...TEST_FILES] : FILES))
      if (dir !== undefined) view.files.add(join(dir, name));
    for (const path of lists(one, isOwn(one) ? IMPORTS : IMPORTS.slice(0, 1))) {
      const target = packages.get(plainPath(one.ImportMap?.[path] ?? path));
      if (target === undefined) {
        if (!standard.has(path)) for (const gap of placesOf(path, layout.modules)) view.gaps.add(gap);
        continue;
      }
      if (dir !== undefined && target.Dir === undefined) view.leaving.add(nearest(dir, modules)!);
      if (dir !== undefined && nearest(dir, layout.projects) === root) {
        if (target.Dir !== undefined) view.imports.add(target.Dir);
        else for (const place of pastElsewhere(target, packages)) view.through.add(place);
      }
      if (!seen.has(target)) queue.push(target);
      seen.add(target);
    }
  }
}

/** The folders of the workspace that a package from elsewhere leads to, itself or through others. */
function pastElsewhere(from: ListedPackage, packages: Listed['packages'], seen = new Set([from])): string[] {
  return lists(from, IMPORTS.slice(0, 1)).flatMap((path) => {
    const target = packages.get(plainPath(from.ImportMap?.[path] ?? path));
    if (target === undefined || seen.has(target)) return [];
    if (target.Dir !== undefined) return [target.Dir];
    seen.add(target);
    return pastElsewhere(target, packages, seen);
  });
}

/** Where a package would lie in the modules that its path begins with. */
function placesOf(path: string, modules: readonly Module[]): string[] {
  return modules
    .filter((module) => path === module.path || path.startsWith(`${module.path}/`))
    .map((module) => join(module.dir, path.slice(module.path.length + 1)));
}

function lists(one: ListedPackage, names: readonly string[]): string[] {
  return names.flatMap((name) => (one[name] as string[] | undefined) ?? []);
}

import { realpathSync } from 'node:fs';
import { posix, relative } from 'node:path';
import { nearest } from '../differential/nearest';

/** What `go list -deps -test` says of the tests of a project, by paths from a folder that holds all modules but those of the proxy. */
export interface Truth {
  /** Files that its tests are made of. */
  readonly files: ReadonlySet<string>;
  /** Projects that its files import, themselves or through modules from elsewhere. */
  readonly direct: ReadonlySet<string>;
  /** Projects that its tests reach. */
  readonly reached: ReadonlySet<string>;
}

interface Listed {
  readonly Dir: string;
  readonly ImportPath: string;
  readonly ForTest?: string;
  readonly Standard?: boolean;
  readonly DepOnly?: boolean;
  readonly Module?: { readonly GoMod?: string };
  readonly Imports?: readonly string[];
  readonly ImportMap?: Readonly<Record<string, string>>;
  readonly [list: string]: unknown;
}

const FILES = 'GoFiles CgoFiles CFiles HFiles SFiles EmbedFiles TestGoFiles XTestGoFiles'.split(' ');

/** Reads what `go list -deps -test -json` printed in a project's folder. */
export function truthOf(output: string, dir: string, project: string, projects: readonly string[], root = '.'): Truth {
  const all = JSON.parse(`[${output.replaceAll(/^\}\n\{$/gm, '},{')}]`) as Listed[];
  const packages = new Map(all.filter(({ Standard }) => !Standard).map((one) => [one.ImportPath, one]));
  const placeOf = (path: string) => relative(realpathSync(dir), realpathSync(path)) || '.';
  const owner = (one: Listed) => {
    const place = relative(root, placeOf(one.Dir)) || '.';
    return place.startsWith('..') ? undefined : nearest(place, projects);
  };
  const isHere = (one: Listed) => !/^modcache\//.test(placeOf(one.Dir)) && !one.ImportPath.endsWith('.test');
  const importsOf = (one: Listed) =>
    (one.Imports ?? []).flatMap((path) => packages.get(one.ImportMap?.[path] ?? path) ?? []);
  const here = [...packages.values()].filter(isHere);
  /** Past modules from elsewhere. */
  const led = (one: Listed, seen = new Set<Listed>()): Listed[] =>
    importsOf(one).flatMap((next) => {
      if (isHere(next)) return [next];
      if (seen.has(next)) return [];
      seen.add(next);
      return led(next, seen);
    });
  const isTested = (one: Listed) => owner(one) === project && !one.DepOnly;
  const files = here.flatMap((one) => {
    const lists = one.ForTest === undefined && !isTested(one) ? FILES.slice(0, 6) : FILES;
    const names = lists.flatMap((list) => (one[list] as string[] | undefined) ?? []);
    const goMod = one.Module?.GoMod;
    return [
      ...names.map((name) => posix.join(placeOf(one.Dir), name)),
      ...(goMod === undefined ? [] : [posix.join(placeOf(posix.dirname(goMod)), 'go.mod')]),
    ];
  });
  const others = (some: readonly Listed[]) =>
    new Set(some.map(owner).filter((one) => one !== undefined && one !== project) as string[]);
  return {
    files: new Set(files),
    direct: others(here.filter((one) => owner(one) === project).flatMap((one) => led(one))),
    reached: others(here),
  };
}

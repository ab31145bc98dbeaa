import {
  type ConfiguredGraph,
  type PackageGraph,
  type Numbered,
  COMPILED_EXTENSIONS,
  FileSelector,
  isKnownName,
  KNOWN_GOARCH,
  KNOWN_GOOS,
  lastWords,
  nameTags,
} from '../../golang';
import { memoize } from '../../files';
import { posix } from 'node:path';

const EXTENSIONS = COMPILED_EXTENSIONS.join(',');

/**
 * Globs for the files that Go leaves out for a port because of their names, such as `*_{386,amd64,…}{,_test}.{go,s,…}`.
 * A glob cannot say all that Go's rule says (the name is cut at its first dot, for one). `kept` are files that must
 * stay in whatever they are called: where a glob would take one of these away, its name is left out of the glob.
 */
function excludedNames(selector: FileSelector, kept: readonly string[]): string[] {
  const { goarch } = selector.port;
  const goarchs = new Set([...KNOWN_GOARCH].filter((name) => !selector.mayHold(name)));
  const gooses = new Set([...KNOWN_GOOS].filter((name) => !selector.mayHold(name)));
  for (const file of kept) {
    const [before, last] = lastWords(posix.basename(file));
    goarchs.delete(last);
    gooses.delete(last);
    if (last === goarch) gooses.delete(before);
  }
  const names = [...goarchs, ...gooses];
  return [
    ...(names.length > 0 ? [`*_{${names.join(',')}}{,_test}.{${EXTENSIONS}}`] : []),
    ...(gooses.size > 0 ? [`*_{${[...gooses].join(',')}}_${goarch}{,_test}.{${EXTENSIONS}}`] : []),
  ];
}

/** What the names of files say under one configuration. */
export interface NameFilter {
  /** The names in a package's folder that Go compiles although a glob for names would take them away. */
  readonly survivors: (one: Numbered) => readonly string[];
  /** Globs for names that Go leaves out; none takes one of the `kept` files away. */
  readonly excluded: (kept: readonly string[]) => readonly string[];
}

const filters = new WeakMap<FileSelector, NameFilter>();

/** Made once for each configuration of a workspace. */
export function nameFilter(graph: PackageGraph, { selector }: ConfiguredGraph): NameFilter {
  const known = filters.get(selector) ?? makeFilter(graph, selector);
  filters.set(selector, known);
  return known;
}

function makeFilter({ graphs: { packages, index } }: PackageGraph, selector: FileSelector): NameFilter {
  const isKept = memoize((name: string) => isNotGated(name, selector));
  const all = excludedNames(selector, []);
  return {
    survivors: packages.memoize(({ dir }) => index.folder(dir).oddNames.filter(isKept)),
    excluded: (kept) => (kept.length === 0 ? all : excludedNames(selector, kept)),
  };
}

/** Whether Go may compile a file although one of the globs for a port could match its name. */
function isNotGated(name: string, selector: FileSelector): boolean {
  const [, last] = lastWords(name);
  return isKnownName(last) && selector.isBuiltByName(name) && !isGatedSo(name, last);
}

/** The name is read by Go as the globs read it. */
function isGatedSo(name: string, last: string): boolean {
  return nameTags(name).includes(last) && !name.slice(0, name.lastIndexOf('.')).includes('.');
}

import { joinPathFragments, readNxJson, type ProjectConfiguration, type Tree } from '@nx/devkit';
import { minimatch } from 'minimatch';
import { PLUGIN, writtenEntries, type WrittenEntry } from '../../graph';
import { portNotOurs } from '../errors';
import { JsonText } from '../lib/json-text';
import type { PortChange, PortChanges } from './port-change';

const FILE = 'nx.json';
const DEFAULT_PORTS = ['amd64', 'arm64'];

interface Entry {
  readonly index: number;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * An entry of the plugin for this project alone, with all its ports: what other entries give a project comes along, so
 * that one place says what it has. Where they give it a port that it shall not have, they exclude it.
 */
export function pluginEntries(
  tree: Tree,
  { root, name = root }: ProjectConfiguration,
  changes: PortChanges,
  roots: readonly string[] = [],
): string[] {
  const json = new JsonText(tree, FILE);
  const done: string[] = [];
  for (const key of ['ports', 'checkPorts'] as const) {
    if (changes[key].length === 0) continue;
    // Read anew: the other key may just have made an entry.
    const { own, others, excluding, pattern } = entriesOf(tree, root, roots);
    const inherited = unique(others.flatMap((entry) => listOf(entry, key)));
    const base = excluding.flatMap((entry) => listOf(entry, key));
    const before = own ? listOf(own, key) : inherited;
    const after = changed(before, changes[key], changes.remove);
    if (same(before, after)) continue;
    write(
      json,
      {
        own,
        others,
        excluding,
        key,
        after,
        pattern,
        isDefault: saysNothingNew(own, key, after, [...inherited, ...base]),
      },
      name,
    );
    done.push(`${FILE}: ${name} has the ${key} ${after.map(label).join(', ') || 'none'}.`);
  }
  return done;
}

function entriesOf(tree: Tree, root: string, roots: readonly string[]) {
  const all = writtenEntries(readNxJson(tree) ?? {}).flatMap(asEntry);
  const patterns = patternsOf(root, roots);
  const own = all.find(({ include, exclude }) => include?.length === 1 && patterns.includes(include[0]!) && !exclude);
  const pattern = own?.include?.[0] ?? patterns[0]!;
  return {
    own,
    pattern,
    others: all.filter((entry) => entry !== own && covers(entry, root)),
    excluding: all.filter(({ exclude }) => exclude?.includes(pattern)),
  };
}

/** What stands for one project, the best first: only its own folder where there are projects below. */
function patternsOf(root: string, roots: readonly string[]): string[] {
  if (root === '.') return ['*'];
  // In brackets a character of the folder's name stands for itself. Braces, extended globs, a first `!` (a negation) and a
  // first `#` (a comment) are looked for before them.
  const folder = root.replace(/[[\]*?]/g, '[$&]').replace(/[{}()\\]|^[!#]/g, '?');
  const patterns = ['**/*', '*'].map((glob) => joinPathFragments(folder, glob));
  return roots.some((other) => other.startsWith(`${root}/`)) ? patterns.reverse() : patterns;
}

/** An entry that says nothing which the others do not is not needed. */
function saysNothingNew(
  own: Entry | undefined,
  key: string,
  after: readonly unknown[],
  inherited: readonly unknown[],
): boolean {
  const hasMore = own !== undefined && key === 'ports' && listOf(own, 'checkPorts').length > 0;
  return same(after, inherited) && !hasMore;
}

interface Writing {
  readonly own?: Entry;
  readonly others: readonly Entry[];
  readonly excluding: readonly Entry[];
  readonly key: 'ports' | 'checkPorts';
  readonly after: readonly unknown[];
  readonly pattern: string;
  /** What the project would have without an entry of its own. */
  readonly isDefault: boolean;
}

function write(
  json: JsonText,
  { own, others, excluding, key, after, pattern, isDefault }: Writing,
  name: string,
): void {
  if (own && isDefault) {
    for (const { index } of excluding) letIn(json, index, pattern);
    json.remove(['plugins', own.index]);
    // The first key is one that `push` made.
    if (json.get<unknown[]>(['plugins'])!.length === 0 && json.isFirst(['plugins'])) json.remove(['plugins']);
    return;
  }
  const lost = others.filter((entry) => listOf(entry, key).some((port) => !after.some((one) => same([one], [port]))));
  if (lost.some(({ include }) => include !== undefined)) throw portNotOurs(name);
  for (const { index } of lost) excludeFrom(json, index, pattern);
  if (own) writeList(json, ['plugins', own.index, 'options', key], listOf(own, key), after);
  else
    json.push(
      ['plugins'],
      {
        plugin: PLUGIN,
        include: [pattern],
        options: { ports: DEFAULT_PORTS, ...inheritedOptions(others), [key]: after },
      },
      true,
    );
}

/** An entry may be the plugin's name alone. Then `exclude` comes first, so that the way back knows it. */
function excludeFrom(json: JsonText, index: number, pattern: string): void {
  const isName = typeof json.get(['plugins', index]) === 'string';
  if (isName) json.set(['plugins', index], { exclude: [pattern], plugin: PLUGIN });
  else json.push(['plugins', index, 'exclude'], pattern);
}

function letIn(json: JsonText, index: number, pattern: string): void {
  const wasName = json.isFirst(['plugins', index, 'exclude']);
  json.pull(['plugins', index, 'exclude'], pattern);
  const isName = Object.keys(json.get<object>(['plugins', index])!).join() === 'plugin';
  if (wasName && isName) json.set(['plugins', index], PLUGIN);
}

/** Item by item, so that the others keep the form in which they were written. */
function writeList(
  json: JsonText,
  path: readonly (string | number)[],
  before: readonly unknown[],
  after: readonly unknown[],
) {
  if (!json.has(path)) return json.set(path, after);
  for (let index = before.length - 1; index >= 0; index--) {
    if (!after.some((item) => same([item], [before[index]]))) json.remove([...path, index]);
  }
  for (const item of after) if (!before.some((known) => same([known], [item]))) json.push(path, item);
}

function inheritedOptions(others: readonly Entry[]): Record<string, unknown> {
  return Object.assign({}, ...others.map(({ options }) => options));
}

function changed(before: readonly unknown[], changes: readonly PortChange[], remove: boolean): unknown[] {
  const isNamed = (item: unknown) => changes.some(({ entry }) => same([item], [entry]));
  const kept = before.filter((item) => !isNamed(item));
  return remove
    ? kept
    : [
        ...before,
        ...changes.map(({ entry }) => entry).filter((entry) => !before.some((item) => same([item], [entry]))),
      ];
}

function asEntry({ plugin, include, exclude, options }: WrittenEntry, index: number): Entry[] {
  if (plugin !== PLUGIN) return [];
  return [{ index, include, exclude, options: (options ?? {}) as Record<string, unknown> }];
}

function listOf({ options }: Entry, key: 'ports' | 'checkPorts'): readonly unknown[] {
  const list = options[key] ?? (key === 'ports' ? DEFAULT_PORTS : []);
  return Array.isArray(list) ? list : [];
}

/** As Nx applies include and exclude: to the files that a plugin is given. */
function covers({ include, exclude }: Entry, root: string): boolean {
  const files = ['go.mod', 'project.json', 'package.json'].map((file) => joinPathFragments(root, file));
  const matches = (patterns: readonly string[]) =>
    patterns.some((glob) => files.some((file) => minimatch(file, glob, { dot: true })));
  return (include === undefined || matches(include)) && !(exclude !== undefined && matches(exclude));
}

/** As sets: entries may name the same port. */
function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  const text = (list: readonly unknown[]) => [...new Set(list.map((item) => JSON.stringify(item)))].sort().join();
  return text(a) === text(b);
}

function unique(list: readonly unknown[]): unknown[] {
  return list.filter((item, index) => list.findIndex((one) => same([one], [item])) === index);
}

function label(port: unknown): string {
  return typeof port === 'string' ? port : JSON.stringify(port);
}

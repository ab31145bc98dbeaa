import type { Input } from './flatten';
import { escapeGlob } from './glob';
import { isNeverInput } from './never-inputs';
import type { TaskKey } from './task-key';

/** What the tests of one package read. Paths are counted from the workspace root. */
export interface PackageReads {
  readonly importPath: string;
  /** The folder of the package, absolute: it need not be in the workspace. */
  readonly dir: string;
  readonly variables: readonly string[];
  readonly files: readonly string[];
  /** Folders that were listed. */
  readonly folders: readonly string[];
}

/** Something that tests read and that the task's key does not hold: an entry of summary.json. */
export interface UndeclaredInput {
  readonly kind: 'file' | 'env';
  /** The variable, or the file by its path from the workspace root; a glob for a folder that was listed. */
  readonly name: string;
  /** The packages that read it, by import path. */
  readonly packages: readonly string[];
  /** The entry of a list of inputs that declares it, as JSON. Empty when this version of Nx has none for such a file. */
  readonly declare: string;
}

/** What is known of the workspace's files. */
export interface FileFacts {
  /** Nx knows nothing of the file or folder, because git or .nxignore ignore it. */
  isIgnored(path: string): boolean;
  /** What is directly in a folder. */
  list(folder: string): readonly string[];
  /** Whether the tests of a package set the variable themselves. */
  setsVariable(reads: PackageReads, variable: string): boolean;
}

/** Everything that was read and that the key does not hold, files first. */
export function undeclaredInputs(reads: readonly PackageReads[], key: TaskKey, facts: FileFacts): UndeclaredInput[] {
  const files = new Map<string, Set<string>>();
  const variables = new Map<string, Set<string>>();
  const ignored = new Set<string>();
  for (const one of reads) {
    for (const { name, isIgnored } of filesOf(one, key, facts)) {
      if (isIgnored) ignored.add(name);
      add(files, name, one.importPath);
    }
    for (const name of one.variables) {
      if (isNeverInput(name) || key.holdsVariable(name) || facts.setsVariable(one, name)) continue;
      add(variables, name, one.importPath);
    }
  }
  return [
    ...entries(files, 'file', (name) => declarationOf(name, ignored.has(name), key)),
    ...entries(variables, 'env', (name) => ({ env: name })),
  ];
}

interface FoundFile {
  readonly name: string;
  readonly isIgnored: boolean;
}

/** Files, and a glob for every folder that was listed: a new file in it would be read as well. */
function filesOf(reads: PackageReads, key: TaskKey, { isIgnored, list }: FileFacts): FoundFile[] {
  const holds = (file: string) => key.holdsFile(file, isIgnored(file));
  // A folder of which the key holds something is one whose owner has thought about it.
  const isStrange = (folder: string) =>
    !key.holdsFile(`${folder}/any`, isIgnored(folder)) &&
    !reads.files.some((file) => isIn(file, folder) && holds(file)) &&
    !list(folder).some((name) => key.holdsFile(`${folder}/${name}`, isIgnored(folder)));
  const strange = reads.folders.filter(isStrange);
  const folders = strange.filter((folder) => !strange.some((other) => isIn(folder, other)));
  const isDeep = (folder: string) => reads.folders.some((other) => isIn(other, folder));
  const isCovered = (file: string) =>
    folders.some((folder) => isIn(file, folder) && (isDeep(folder) || !file.slice(folder.length + 1).includes('/')));
  return [
    ...reads.files
      .filter((file) => !holds(file) && !isCovered(file))
      .map((file) => ({ name: file, isIgnored: isIgnored(file) })),
    ...folders.map((folder) => ({
      name: `${escapeGlob(folder)}/${isDeep(folder) ? '**/*' : '*'}`,
      isIgnored: isIgnored(folder),
    })),
  ];
}

function isIn(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

function declarationOf(name: string, isIgnored: boolean, key: TaskKey): Input | undefined {
  if (isIgnored && !key.canHoldIgnored) return undefined;
  const fileset = `{workspaceRoot}/${name.endsWith('/*') ? name : escapeGlob(name)}`;
  return isIgnored ? { fileset, includeIgnored: true } : fileset;
}

function add(map: Map<string, Set<string>>, name: string, importPath: string): void {
  const packages = map.get(name);
  if (packages) packages.add(importPath);
  else map.set(name, new Set([importPath]));
}

function entries(
  found: ReadonlyMap<string, ReadonlySet<string>>,
  kind: UndeclaredInput['kind'],
  input: (name: string) => Input | undefined,
): UndeclaredInput[] {
  return [...found].sort(byName).map(([name, packages]) => ({
    kind,
    name,
    packages: [...packages].sort(),
    declare: asJson(input(name)) ?? '',
  }));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** JSON on one line, with spaces, as one would write it. */
export function asJson(value: unknown): string | undefined {
  if (Array.isArray(value)) return `[${value.map(asJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([key, member]) => `${JSON.stringify(key)}: ${asJson(member)}`)
    .join(', ')} }`;
}

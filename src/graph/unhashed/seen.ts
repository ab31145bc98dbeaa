import { posix } from 'node:path';
import {
  governingFiles,
  governs,
  type Governing,
  testedPackages,
  type ConfiguredGraph,
  type PackageGraph,
  isEmbedded,
  isTestFile,
  isBelow,
  isOutside,
} from '../../golang';
import { overlaidImports } from '../options/flag-files';
import type { TestSetup } from '../options/target-setups';
import { isFileOfGo, isTestData } from './files';
import { outsideFiles } from './outside-files';

/** What a project's tests are made of under one setup. */
export interface Seen {
  readonly project: string;
  readonly selector: ConfiguredGraph['selector'];
  readonly governing: Governing;
  /** Files outside of the workspace: a go.work above it, and what a go.work or a `replace` takes from there. */
  readonly outside: readonly string[];
  readonly own: ReadonlySet<string>;
  /** Packages of other projects that are tested too: their tests may read whatever lies there. */
  readonly foreign: readonly string[];
  /** All packages that are compiled. */
  readonly imported: ReadonlySet<string>;
  /** By package, the patterns of what is embedded. */
  readonly embeds: ReadonlyMap<string, readonly string[]>;
}

/** `flagFiles`: with what an overlay brings in, of which inputs know nothing. */
export function seenBy(
  project: string,
  { config, packages, flagFiles }: Pick<TestSetup, 'config' | 'packages' | 'flagFiles'>,
  graph: PackageGraph,
): Seen {
  const module = graph.files.moduleOf(project) ?? project;
  const configured = graph.configure(module, config);
  const { selector } = configured;
  const { own, foreign } = testedPackages(project, module, packages, graph, configured);
  const overlaid = overlaidImports(flagFiles, project, graph.files.disk).flatMap(
    (path) => configured.resolve(path) ?? [],
  );
  const { packages: closure, outside } = configured.closure([...own, ...foreign, ...overlaid]);
  const governing = graph.files.governing(module, config);
  const tested = new Set([...own, ...foreign]);
  const embeds = closure.map((one) => {
    const facts = configured.facts(one);
    return [one.dir, tested.has(one.dir) ? facts.testEmbeds : facts.embeds] as const;
  });
  return {
    project,
    selector,
    governing,
    outside: [
      ...governingFiles(governing).filter(isOutside),
      ...outside.flatMap((one) => outsideFiles(one, graph, configured)),
    ],
    own: new Set(graph.ownPackages(project)),
    foreign,
    imported: new Set(closure.map(({ dir }) => dir)),
    embeds: new Map(embeds.filter(([, patterns]) => patterns.length > 0)),
  };
}

/** Whether the tests can see a file of the workspace. */
export function isSeen(file: string, seen: Seen, graph: PackageGraph): boolean {
  const dir = posix.dirname(file);
  if (governs(seen.governing, file) || seen.foreign.some((one) => isBelow(dir, one))) return true;
  if (isTestData(file) && graph.projectOf(dir) === seen.project) return true;
  if (isFileOfGo(file) && seen.selector.isBuiltByName(posix.basename(file))) {
    if (seen.own.has(dir) || (seen.imported.has(dir) && !isTestFile(file))) return true;
  }
  return [...seen.embeds].some(([folder, patterns]) => isEmbeddedIn(file, folder, patterns));
}

function isEmbeddedIn(file: string, folder: string, patterns: readonly string[]): boolean {
  if (folder === '.') return isEmbedded(file, patterns);
  return file.startsWith(`${folder}/`) && isEmbedded(file.slice(folder.length + 1), patterns);
}

/** The folders that matter in another way than before. */
export function changedFolders(after: readonly Seen[], before: readonly Seen[]): string[] {
  const known = new Set(before.flatMap(marks));
  const changed = after.flatMap(marks).filter((mark) => !known.has(mark));
  return [...new Set(changed.map((mark) => mark.split('\0')[1]!))];
}

function marks({ imported, foreign, embeds }: Seen): string[] {
  return [
    ...[...imported].map((dir) => `imported\0${dir}`),
    ...foreign.map((dir) => `foreign\0${dir}`),
    ...[...embeds].map(([dir, patterns]) => `embeds\0${dir}\0${patterns.join('\0')}`),
  ];
}

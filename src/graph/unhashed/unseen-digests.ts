import { createHash } from 'node:crypto';
import { posix, resolve } from 'node:path';
import { compilerVariable, contentDigest, emulatorVariable, notCached, unseenVariable } from '../../task-key';
import { ownersIn } from '../projects/go-projects';
import { openWorkspace } from '../open-workspace';
import {
  governingFiles,
  governs,
  type PackageGraph,
  type Disk,
  ReadSources,
  type CachedFolder,
  type SourceCache,
} from '../../golang';
import { filesNamed } from '../options/flag-files';
import { allPorts } from '../foreseen/all-ports';
import type { Unforeseen } from '../foreseen/unforeseen-targets';
import { testSetups, type Overrides, type SetupsOf, type TestSetup } from '../options/target-setups';
import type { ProjectSettings } from '../projects/project-roots';
import { memoize } from '../../files';
import { filesBelow, isFileOfGo, isTestData } from './files';
import { findIncludes, includedFiles, includesVariable, type Includes } from './includes';
import { throughLink } from './links';
import { mayReachNpmFiles, npmFiles } from './npm-files';
import { changedFolders, isSeen, seenBy } from './seen';
import type { PortTarget } from '../options/port-target';

export interface UnseenRequest {
  readonly settings: ProjectSettings;
  /** The paths that git ignores, or Nx for other reasons; folders have a slash at their end. */
  readonly ignored: readonly string[];
  /** Whether Nx leaves out a file. */
  readonly isIgnored: (file: string) => boolean;
  readonly overrides: Overrides;
  /** The targets with options that inputs know nothing of. */
  readonly unforeseen?: readonly Unforeseen[];
  /** Whether flags of some target name files, or its option `env` the one of `go env -w`. */
  readonly namesFiles?: boolean;
  /** What earlier commands found. */
  readonly known?: SourceCache;
  /** Variables of cgo say where headers are looked for. */
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Nx knows nothing of files that git ignores or that lie outside of the workspace, and not what symbolic links lead to,
 * but Go compiles generated code and embeds build outputs, and tests read ignored test data; and inputs, which files and
 * options alone decide, know nothing of the packages that tags on the command line, GOFLAGS or GOWORK add. For every
 * project and port that such files matter to: the variable for their digest.
 */
export function unseenDigests(root: string, request: UnseenRequest): Record<string, string> {
  const ignored = request.ignored.flatMap((path) => filesBelow(root, path));
  const { known, env = {}, unforeseen = [], settings } = request;
  const mayInclude = known !== undefined && findIncludes(root, known.native, env).size > 0;
  const isSpecial = isOverridden(request) || request.namesFiles || unforeseen.length > 0;
  if (!mayInclude && !mayMatter(known, ignored) && !isSpecial) return {};
  const workspace = openWorkspace(root, settings, request.isIgnored);
  const { graph, disk } = workspace;
  const projects = ownersIn(workspace);
  const found = new Map<string, Set<string>>();
  const uncached = new Map<string, string>();
  const portsOf = allPorts(settings, disk);
  const setups = setupsOf(request, disk);
  const looked: Looked = { graph, ignored, includes: findIncludes(root, graph.index.marks.native, env), ...setups };
  for (const project of projects) {
    for (const port of portsOf(project)) {
      const variable = unseenVariable(project, port.id);
      const files = unseenFiles(root, project, port, request, looked);
      if (files.length > 0) found.set(variable, new Set([...(found.get(variable) ?? []), ...files]));
      const { targetName } = port;
      const isUnforeseen = unforeseen.some((one) => one.root === project && one.targetName === targetName);
      if (isUnforeseen || isOfAnother(port, request)) uncached.set(variable, notCached(project, targetName));
    }
  }
  const digestOf = memoize((name: string) => {
    if (name.startsWith(SETTING_PREFIX)) return '';
    return name.startsWith(VARIABLE_PREFIX) ? (env[name] ?? '') : contentDigest(resolve(root, name));
  });
  const digests = [...found].map(([variable, files]) => [variable, digest([...files].sort(), digestOf)] as const);
  return {
    ...Object.fromEntries(digests),
    ...Object.fromEntries(uncached),
    ...includesVariable(looked.includes, graph),
  };
}

/** The command line asks for another port: inputs and outputs of a target are those of its own. */
function isOfAnother({ port }: PortTarget, { overrides: { options } }: UnseenRequest): boolean {
  const { goos = port.goos, goarch = port.goarch } = options;
  return goos !== port.goos || goarch !== port.goarch;
}

/** What the files of a workspace say that were looked at anew. */
interface Looked {
  readonly graph: PackageGraph;
  readonly ignored: readonly string[];
  readonly includes: Includes;
  /** By what files say. */
  readonly declared: SetupsOf;
  /** With what the environment says over that, for tasks that others depend on. */
  readonly ofDependencies: SetupsOf;
  /** With what the command line says, too: for the tasks that it names. */
  readonly named: SetupsOf;
}

function setupsOf({ settings, overrides }: UnseenRequest, disk: Disk) {
  const ofDependencies = testSetups(settings, disk, { ...overrides, options: {} });
  const hasOptions = Object.keys(overrides.options).length > 0;
  const named = hasOptions ? testSetups(settings, disk, overrides) : () => [];
  return { declared: testSetups(settings, disk), ofDependencies, named };
}

function isOverridden({ overrides }: UnseenRequest): boolean {
  const { gowork = '' } = overrides;
  const isWorkNamed = !['', 'auto'].includes(gowork);
  return overrides.goflags !== '' || isWorkNamed || Object.keys(overrides.options).length > 0;
}

/** Most workspaces have no such files, and their packages need not be looked at. */
function mayMatter(known: SourceCache | undefined, ignored: readonly string[]): boolean {
  if (known === undefined || known.leavesRoot) return true;
  if ([known.links, known.hidden, known.unsettled].some((paths) => paths.length > 0)) return true;
  if (mayReachNpmFiles(known)) return true;
  if (ignored.some((file) => isFileOfGo(file) || isTestData(file))) return true;
  return ignored.length > 0 && Object.values(known.folders).some(embedsFiles);
}

function embedsFiles([, , text]: CachedFolder): boolean {
  return text !== undefined && ReadSources.from(text).sources.embedding.length > 0;
}

function unseenFiles(
  root: string,
  project: string,
  port: PortTarget,
  request: UnseenRequest,
  { graph, ignored, includes, ...setups }: Looked,
): string[] {
  const actualSetups = [...setups.ofDependencies(project, port), ...setups.named(project, port)];
  const actual = actualSetups.map((setup) => seenBy(project, setup, graph));
  const namedByFlags = actualSetups.flatMap(({ flagFiles }) => filesNamed(flagFiles, project, graph.files.disk));
  const settings = actualSetups.flatMap(({ variables }) => variables.map((one) => SETTING_PREFIX + one));
  const isSeenBySome = (file: string) => actual.some((seen) => isSeen(file, seen, graph));
  const { links: all, hidden } = graph.index.marks;
  const links = all.filter((link) => isSeenBySome(link) || graph.projectOf(posix.dirname(link)) === project);
  const found = [
    ...ignored.filter(isSeenBySome),
    ...links.flatMap((link) => throughLink(root, link)),
    ...hidden.flatMap((folder) => filesBelow(root, `${folder}/`)).filter(isSeenBySome),
    ...actual.flatMap((seen) => npmFiles(root, seen, graph)).filter(isSeenBySome),
    ...actual.flatMap((seen) => includedFiles(seen, includes)),
    ...testBinaries(request.overrides, project),
    ...addedTools(setups.declared(project, port), setups.named(project, port), port),
    ...actual.flatMap(({ outside }) => outside),
    ...namedByFlags,
    ...settings,
  ];
  if (!isOverridden(request) && namedByFlags.length === 0 && settings.length === 0) return found;
  const declared = setups.declared(project, port).map((setup) => seenBy(project, { ...setup, flagFiles: {} }, graph));
  const added = changedFolders(actual, declared)
    .flatMap((dir) => filesBelow(root, `${dir}/`))
    .filter(isSeenBySome)
    .filter((file) => !declared.some((seen) => isSeen(file, seen, graph)));
  const governing = actual.flatMap((seen) => governingFiles(seen.governing));
  return [...found, ...added, ...governing.filter((file) => !declared.some((seen) => governs(seen.governing, file)))];
}

/** The manifest of the test binaries that the command line names: it holds the digest of each. */
function testBinaries({ options: { binaries } }: Overrides, project: string): string[] {
  return typeof binaries === 'string' ? [`${binaries.replaceAll('{projectRoot}', project)}/manifest.json`] : [];
}

/** What the names of our variables begin with, and no file that Go reads. */
const VARIABLE_PREFIX = 'NX_GO_CROSS_';
/** What stands before a variable with its value, and before the name of no file. */
const SETTING_PREFIX = 'go env ';

/** The variables of what such options bring into a key where the target itself has them. */
function addedTools(before: readonly TestSetup[], after: readonly TestSetup[], { port }: PortTarget): string[] {
  const isAdded = (...names: string[]) =>
    names.some((name) => after.some(({ options }) => options[name] !== undefined)) &&
    !names.some((name) => before.some(({ options }) => options[name] !== undefined));
  return [
    ...(isAdded('cpu', 'qemuPath') ? [emulatorVariable(port.goarch)] : []),
    ...(isAdded('cgo') ? [compilerVariable(port.goarch)] : []),
  ];
}

function digest(files: readonly string[], digestOf: (file: string) => string): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\0${digestOf(file)}\0`);
  return hash.digest('hex').slice(0, 32);
}

import { governs, type Governing, testedPackages, type PackageGraph, type Place, isOutside } from '../../golang';
import type { Input } from '../../task-key';
import type { PortTarget } from '../options/port-target';
import type { SetupsOf, TestSetup } from '../options/target-setups';
import { importsInput, MODULES_INPUT, namedInput } from './inputs';
import { builtFiles, embeddedOfOthers, importedFiles, isPattern, ownFiles } from './file-sets';
import { fileGlobs, folderGlob } from './globs';

/**
 * Two named inputs per port, the project's own files and those of the packages that its tests import, and one for the
 * files that decide about versions: these are the same for all ports, and in a large go.work they are many.
 */
export function namedInputs(
  root: string,
  ports: readonly PortTarget[],
  setupsOf: SetupsOf,
  graph: PackageGraph,
  declared: readonly string[],
): Record<string, Input[]> {
  const module = graph.files.moduleOf(root)!;
  const governing = graph.files.governing(module);
  const extra = { governing, declared };
  const named = new Set<string>();
  const ofPorts = ports.flatMap((target) => {
    const setups = setupsOf(root, target);
    for (const { config } of setups) if (config.goWork !== undefined) named.add(config.goWork);
    const sets = setups.map((setup) => fileSets(root, module, setup, graph, extra));
    return [
      [namedInput(target.id), [...union(sets.map(({ own }) => own)), MODULES_INPUT]],
      [importsInput(target.id), [...union(sets.map(({ imported }) => imported)), ...outputsOf(sets)]],
    ];
  });
  const ofNamed = [...named].flatMap((goWork) => globsOf(graph.files.governing(module, { goWork })));
  return { [MODULES_INPUT]: [...new Set([...globsOf(governing), ...ofNamed])], ...Object.fromEntries(ofPorts) };
}

/**
 * What tasks that come first write, Nx hashes when they have: git often ignores it, and what preTasksExecution sees of it
 * is what the last command left behind.
 */
function outputsOf(sets: readonly { readonly built: readonly string[] }[]): Input[] {
  const globs = new Set(sets.flatMap(({ built }) => built));
  return [...globs].map((dependentTasksOutputFiles) => ({ dependentTasksOutputFiles, transitive: true }));
}

/** Members of a go.work share its files, which may be hundreds. */
const known = new WeakMap<ReadonlySet<string>, readonly string[]>();

function globsOf({ own, ofWork }: Governing): string[] {
  const globs = known.get(ofWork) ?? filesOf([...ofWork]);
  known.set(ofWork, globs);
  return [...globs, ...filesOf(own)];
}

/** What lies outside of the workspace is no input of Nx's: its content is in a variable (unseenDigests). */
function filesOf(files: readonly string[]): string[] {
  return fileGlobs(files.filter((file) => !isOutside(file))).map((file) => `{workspaceRoot}/${file}`);
}

/** A file is in when one of the sets has it: only what all of them take away may be taken away. */
function union(sets: readonly (readonly string[])[]): string[] {
  const some = sets.filter((set) => set.length > 0);
  if (some.length === 1) return [...some[0]!];
  const all = [...new Set(some.flat())];
  return all.filter((glob) => !glob.startsWith('!') || some.every((set) => set.includes(glob)));
}

function fileSets(
  root: string,
  module: string,
  { config, packages, hasDependencies }: TestSetup,
  graph: PackageGraph,
  { governing, declared }: { readonly governing: Governing; readonly declared: readonly string[] },
) {
  const configured = graph.configure(module, config);
  const tested = testedPackages(root, module, packages, graph, configured);
  const reached = configured.closure([...tested.own, ...tested.foreign]);
  const { packages: closure, missing } = reached;
  const { vendor } = configured.context;
  const imported = closure
    .map(graph.placeOf)
    .filter(({ project, dir }) => project !== root || configured.isVendored(dir));
  // A negation takes out of all that is counted from the workspace's root: tests and data of tested projects, too.
  const hasTestsInIt = tested.foreign.length > 0 || isPattern(root);
  const files = importedFiles(imported, graph, configured, declared, embeddedOfOthers(root, graph, configured));
  return {
    own: ownFiles(root, graph, configured),
    built: hasDependencies ? builtFiles(root, reached, graph, configured) : [],
    imported: [
      // Tests of other projects, which option `packages` asks for, read data there.
      ...tested.foreign.map((dir) => `{workspaceRoot}/${folderGlob(dir)}**/*`),
      ...filesOf(moduleFiles(imported).filter((file) => !governs(governing, file))),
      ...(vendor === undefined || isOutside(vendor) ? [] : [`{workspaceRoot}/${folderGlob(vendor)}**/*`]),
      ...(hasTestsInIt ? files.filter((file) => !file.startsWith('!')) : files),
      ...missing.map((dir) => `{workspaceRoot}/${folderGlob(dir)}{go.mod,*.go}`),
    ],
  };
}

/** The go.mod of an imported module may raise the version of a third one. */
function moduleFiles(places: readonly Place[]): string[] {
  const files = new Set(places.map(({ goMod }) => goMod));
  files.delete(undefined);
  return ([...files] as string[]).sort();
}

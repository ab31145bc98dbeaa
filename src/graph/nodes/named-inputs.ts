import { governs, type Governing } from '../modules';
import {
  fileGlobs,
  folderGlob,
  importedFiles,
  ownFiles,
  testedPackages,
  type PackageGraph,
  type PlacedPackage,
} from '../packages';
import type { PortTarget } from '../plugin-options';
import type { TestSetup } from '../target-setups';
import { importsInput, namedInput } from './inputs';

/** Two named inputs per port: the project's own files, and those of the packages that its tests import. */
export function namedInputs(
  root: string,
  ports: readonly PortTarget[],
  setupsOf: (port: PortTarget) => readonly TestSetup[],
  graph: PackageGraph,
  declared: readonly string[],
): Record<string, string[]> {
  const module = graph.files.moduleOf(root)!;
  const governing = graph.files.governing(module);
  return Object.fromEntries(
    ports.flatMap((target) => {
      const extra = { governing, declared };
      const sets = setupsOf(target).map((setup) => fileSets(root, module, setup, graph, extra));
      return [
        [namedInput(target.id), [...union(sets.map(({ own }) => own)), ...globsOf(governing)]],
        [importsInput(target.id), union(sets.map(({ imported }) => imported))],
      ];
    }),
  );
}

/** Members of a go.work share its files, which may be hundreds. */
const known = new WeakMap<ReadonlySet<string>, readonly string[]>();

function globsOf({ own, ofWork }: Governing): string[] {
  const globs = known.get(ofWork) ?? filesOf([...ofWork]);
  known.set(ofWork, globs);
  return [...globs, ...filesOf(own)];
}

function filesOf(files: readonly string[]): string[] {
  return fileGlobs(files).map((file) => `{workspaceRoot}/${file}`);
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
  { config, packages }: TestSetup,
  graph: PackageGraph,
  { governing, declared }: { readonly governing: Governing; readonly declared: readonly string[] },
) {
  const configured = graph.configure(module, config);
  const tested = testedPackages(root, module, packages, graph, configured);
  const { packages: closure, missing } = configured.closure([...tested.own, ...tested.foreign]);
  const { vendor } = configured.context;
  const isVendored = (dir: string) => configured.isVendored(dir);
  const placed = closure.map((node) => [node, graph.placeOf(node.dir)] as const);
  const imported = placed.filter(([{ dir }, { project }]) => project !== root || isVendored(dir));
  // A negation would take tests and data of the tested projects out again.
  const files = importedFiles(imported, graph, configured, declared);
  return {
    own: ownFiles(root, graph, configured),
    imported: [
      // Tests of other projects, which option `packages` asks for, read data there.
      ...tested.foreign.map((dir) => `{workspaceRoot}/${folderGlob(dir)}**/*`),
      ...filesOf(moduleFiles(imported).filter((file) => !governs(governing, file))),
      ...(vendor === undefined ? [] : [`{workspaceRoot}/${folderGlob(vendor)}**/*`]),
      ...(tested.foreign.length > 0 ? files.filter((file) => !file.startsWith('!')) : files),
      ...missing.map((dir) => `{workspaceRoot}/${folderGlob(dir)}{go.mod,*.go}`),
    ],
  };
}

/** The go.mod of an imported module may raise the version of a third one. */
function moduleFiles(packages: readonly PlacedPackage[]): string[] {
  const modules = new Set(packages.map(([, { module }]) => module).filter((dir) => dir !== undefined));
  return [...modules].map((module) => (module === '.' ? 'go.mod' : `${module}/go.mod`)).sort();
}

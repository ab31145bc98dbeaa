import { posix } from 'node:path';
import { governingFiles } from '../modules';
import { importedFiles, ownFiles, testedPackages, type PackageGraph } from '../packages';
import type { PortTarget } from '../plugin-options';
import { importsInput, namedInput } from './inputs';

/** Two named inputs per port: the project's own files, and those of the packages that its tests import. */
export function namedInputs(root: string, ports: readonly PortTarget[], graph: PackageGraph): Record<string, string[]> {
  const module = graph.files.moduleOf(root)!;
  const governing = governingFiles(module, graph.files).map((file) => `{workspaceRoot}/${file}`);
  return Object.fromEntries(
    ports.flatMap((target) => {
      const { own, imported } = fileSets(root, module, target, graph);
      return [
        [namedInput(target.id), [...own, ...governing]],
        [importsInput(target.id), imported],
      ];
    }),
  );
}

function fileSets(root: string, module: string, { port, config, packages }: PortTarget, graph: PackageGraph) {
  const configured = graph.configure(module, config);
  const tested = testedPackages(root, module, packages, graph, configured);
  const closure = configured.closure([...tested.own, ...tested.foreign]);
  const imported = [...closure].filter((dir) => graph.projectOf(dir) !== root);
  const { vendor } = configured.context;
  return {
    own: ownFiles(root, port, graph, configured),
    imported: [
      // Tests of other projects, which option `packages` asks for, read data there.
      ...tested.foreign.map((dir) => `{workspaceRoot}/${dir === '.' ? '' : `${dir}/`}**/*`),
      ...moduleFiles(imported, module, graph),
      ...(vendor === undefined ? [] : [`{workspaceRoot}/${vendor}/**/*`]),
      ...(tested.foreign.length > 0 ? [] : importedFiles(imported, port, graph, configured)),
    ],
  };
}

/** The go.mod of an imported module may raise the version of a third one. */
function moduleFiles(dirs: readonly string[], own: string, graph: PackageGraph): string[] {
  const modules = new Set(dirs.map((dir) => graph.files.moduleOf(dir)!));
  modules.delete(own);
  return [...modules].sort().map((module) => `{workspaceRoot}/${posix.join(module, 'go.mod')}`);
}

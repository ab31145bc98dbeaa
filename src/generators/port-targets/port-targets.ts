import {
  getProjects,
  logger,
  readCachedProjectGraph,
  type GeneratorCallback,
  type ProjectConfiguration,
  type Tree,
} from '@nx/devkit';
import { nothingToDo, unknownProject } from '../errors';
import { optionsFromPort, parsePort, portId, shortPort } from '../../ports';
import { portList } from '../lib/port-list';
import { shownPorts, type ShownPorts } from '../lib/shown-ports';
import { withRemedy } from '../lib/with-remedy';
import { explicitTargets } from './explicit-targets';
import { outcomeText, unexpected } from './outcome';
import { pluginEntries } from './plugin-entries';
import type { PortChange, PortChanges } from './port-change';
import type { PortTargetsGeneratorSchema } from './schema';

/** Generator `nx-go-cross:port-targets`. */
function portTargetsGenerator(tree: Tree, schema: PortTargetsGeneratorSchema): GeneratorCallback {
  const known = new Map([...inferredProjects(), ...getProjects(tree)]);
  const projects = chosenProjects(known, portList(schema.projects));
  const changes = changesOf(schema);
  if (changes.ports.length === 0 && changes.checkPorts.length === 0) throw nothingToDo();
  const roots = [...known.values()].map(({ root }) => root);
  const apply = schema.style === 'explicit' ? explicitTargets : pluginEntries;
  const done = projects.flatMap((project) => apply(tree, project, changes, roots));
  return async () => {
    for (const line of done.length > 0 ? done : ['Nothing had to be changed.']) logger.info(line);
    const isExpected = (shown: ShownPorts) => unexpected(shown, changes).length === 0;
    const names = projects.map(({ name }) => name!);
    for (const shown of (await shownPorts(tree, names, isExpected)) ?? []) {
      const say = isExpected(shown) ? logger.info : logger.warn;
      say(outcomeText(shown, changes));
    }
  };
}

export default withRemedy(portTargetsGenerator);

function chosenProjects(
  known: ReadonlyMap<string, ProjectConfiguration>,
  names: readonly string[],
): ProjectConfiguration[] {
  return names.map((name) => {
    const project = known.get(name);
    if (project === undefined) throw unknownProject(name, [...known.keys()].sort());
    return { ...project, name };
  });
}

/** Projects that other plugins make of a go.mod: no file of Nx names them, but the graph, which `nx g` has just made. */
function inferredProjects(): Map<string, ProjectConfiguration> {
  try {
    return new Map(Object.values(readCachedProjectGraph().nodes).map(({ name, data }) => [name, data]));
  } catch {
    return new Map();
  }
}

function changesOf({ ports, checkPorts, remove = false, cpu, cgo }: PortTargetsGeneratorSchema): PortChanges {
  const read = (text: string, extra: object): PortChange => {
    const port = parsePort(text);
    const options = { ...optionsFromPort(port), ...extra };
    return { id: portId(port), entry: Object.keys(extra).length === 0 ? shortPort(port) : options, options };
  };
  const compiled = cgo === undefined ? {} : { cgo };
  const emulated = { ...(cpu === undefined ? {} : { cpu }), ...compiled };
  // Nothing is run for these, so they have no CPU; nx.json takes them as texts.
  const check = (text: string): PortChange => ({ ...read(text, compiled), entry: shortPort(parsePort(text)) });
  return {
    ports: portList(ports).map((text) => read(text, emulated)),
    checkPorts: portList(checkPorts).map(check),
    remove,
  };
}
